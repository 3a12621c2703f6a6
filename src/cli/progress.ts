/** Below this a person does not wonder. */
const PATIENCE_MS = 2000;
const EVERY_MS = 100;

/** Shows on a terminal how far a long synthesis is. A short one never looks at stderr, which is dear to open. */
export function progressLine(): (done: number, total: number) => void {
  const start = Date.now();
  let shown = 0;
  return (done, total) => {
    const now = Date.now();
    if (done === total && shown > 0) process.stderr.write('\r\u001b[K');
    else if (now - start > PATIENCE_MS && now - shown > EVERY_MS && process.stderr.isTTY) {
      shown = now;
      process.stderr.write(`\r${done} of ${total} files`);
    }
  };
}
