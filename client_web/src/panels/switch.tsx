/** Something that is on or off, told as such to screen readers. */

interface Props {
  label: string;
  hint?: string;
  on: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
}

export function Switch({ label, hint = "", on, disabled = false, onChange }: Props) {
  return (
    <button
      type="button"
      role="switch"
      class="switch"
      aria-checked={on}
      disabled={disabled}
      onClick={() => onChange(!on)}
    >
      <span class="switch-words">
        {label}
        {hint && <small>{hint}</small>}
      </span>
      <span class="switch-track" aria-hidden="true" />
    </button>
  );
}
