/** The package leaves its own declarations out of its `exports`; it adds nothing to what these say but the key. */
declare module 'better-sqlite3-multiple-ciphers' {
  import Sqlite from 'better-sqlite3';

  interface Keyed {
    /** @param key what seals the file; `raw:` and 64 hexadecimal digits are 32 bytes that are taken as they are */
    key(key: Buffer): void;
  }
  const Sealed: new (file: string, options: Sqlite.Options) => Sqlite.Database & Keyed;

  // biome-ignore lint/style/noDefaultExport: the package has no other.
  export { Sealed as default };
}
