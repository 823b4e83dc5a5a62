import { Transform } from 'node:stream';

const MARK = 'simulated │ ';

/** @returns a stream to `output` that puts a mark before each line, so that nothing passes for a true figure. */
export function marked(output: NodeJS.WritableStream): NodeJS.WritableStream {
  const marks = new Transform({
    transform: (chunk, _, done) => done(null, String(chunk).replace(/^(?=.)/gm, MARK)),
  });
  marks.pipe(output, { end: false });
  return marks;
}
