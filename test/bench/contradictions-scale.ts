/** Speed and memory. */
export function measureScale(): void {}
