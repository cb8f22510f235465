/** The avatars' colours, as 0xrrggbb, and how they get lighter and darker. Pure. */

export const SKINS = [0xffe2cb, 0xf7cda8, 0xe6b088, 0xc78b60, 0x9a6242, 0x6c432d] as const;

export const HAIRS = [
  0x2e2833, 0x4c3429, 0x7d5130, 0xb97e45, 0xe3bb68, 0xa5432f, 0x8f919d, 0x41538f, 0xd68ba6,
  0xebe7ee,
] as const;

export const FABRICS = [
  0x4474bd, 0xd45f50, 0x43936e, 0xe2a83f, 0x7f62ae, 0xece7dc, 0x525c6c, 0xe695aa, 0x329dab,
  0x9c6e4d,
] as const;

export const SCARVES = [
  0x3f6f9e, 0x8a4f7d, 0x3d8577, 0xc9786a, 0x6d6ab0, 0xd7b45c, 0x5e6b7b, 0xd78fa6, 0x4f8f4e,
  0xe6dccd,
] as const;

export const TROUSERS = [0x3b435d, 0x5d534a, 0x333f3e, 0x6f7789, 0x8c7c66, 0x43334d] as const;

export const SHOES = [0x3a3136, 0x6b4a38, 0xe9e5df, 0x4a5568] as const;

export const WHITE = 0xfaf7f2;
export const INK = 0x2c2430;

/** A darker tone, turned a little towards violet, as shade is. */
export function shade(color: number, by = 0.18): number {
  return mix(color, 0x2a1e44, by);
}

/** A lighter tone, turned a little towards the sun. */
export function light(color: number, by = 0.22): number {
  return mix(color, 0xfff3d6, by);
}

export function mix(from: number, to: number, part: number): number {
  const channel = (shift: number) => {
    const a = (from >> shift) & 255;
    const b = (to >> shift) & 255;
    return Math.round(a + (b - a) * part) << shift;
  };
  return channel(16) | channel(8) | channel(0);
}
