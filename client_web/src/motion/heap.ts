/** A binary heap of cells by their cost, for the path search. Pure. */

export class Heap {
  private readonly cells: number[] = [];
  private readonly costs: number[] = [];

  get size(): number {
    return this.cells.length;
  }

  push(cell: number, cost: number): void {
    let at = this.cells.length;
    this.cells.push(cell);
    this.costs.push(cost);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.cost(parent) <= cost) break;
      this.put(at, this.cell(parent), this.cost(parent));
      at = parent;
    }
    this.put(at, cell, cost);
  }

  /** Takes out the cheapest cell; the heap must not be empty. */
  pop(): number {
    const top = this.cell(0);
    const cell = this.cells.pop() as number;
    const cost = this.costs.pop() as number;
    if (this.cells.length > 0) this.sink(cell, cost);
    return top;
  }

  private sink(cell: number, cost: number): void {
    const size = this.cells.length;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && this.cost(child + 1) < this.cost(child)) child++;
      if (this.cost(child) >= cost) break;
      this.put(at, this.cell(child), this.cost(child));
      at = child;
    }
    this.put(at, cell, cost);
  }

  private cell(at: number): number {
    return this.cells[at] as number;
  }

  private cost(at: number): number {
    return this.costs[at] as number;
  }

  private put(at: number, cell: number, cost: number): void {
    this.cells[at] = cell;
    this.costs[at] = cost;
  }
}
