/**
 * IndexedDB, as far as it is used here. The compiler's own declarations come with all of the DOM, which this program
 * does not have.
 */

/** A valid key; arrays may be nested. */
export type IdbKey = number | string | Date | ArrayBuffer | ArrayBufferView | IdbKey[];

export type KeyPath = string | readonly string[] | null;

interface IdbEvent {
  preventDefault(): void;
  stopPropagation(): void;
  stopImmediatePropagation(): void;
}

interface IdbTarget {
  addEventListener(type: string, listener: (event: IdbEvent) => void): void;
}

interface Names extends Iterable<string> {
  contains(name: string): boolean;
}

export interface IdbRequest<Result> extends IdbTarget {
  readonly result: Result;
  readonly error: unknown;
  readonly transaction: IdbTransaction | null;
}

export interface IdbFactory {
  databases(): Promise<{ readonly name: string; readonly version: number }[]>;
  open(name: string, version?: number): IdbRequest<IdbDatabase>;
  deleteDatabase(name: string): IdbRequest<undefined>;
}

export interface IdbDatabase {
  readonly name: string;
  readonly version: number;
  readonly objectStoreNames: Names;
  createObjectStore(name: string, options?: StoreOptions): IdbObjectStore;
  deleteObjectStore(name: string): void;
  transaction(stores: string | readonly string[], mode?: IdbTransaction['mode']): IdbTransaction;
  close(): void;
}

export interface StoreOptions {
  readonly keyPath?: KeyPath;
  readonly autoIncrement?: boolean;
}

export interface IdbTransaction extends IdbTarget {
  readonly mode: 'readonly' | 'readwrite' | 'versionchange';
  readonly db: IdbDatabase;
  objectStore(name: string): IdbObjectStore;
  abort(): void;
}

export interface IndexOptions {
  readonly unique?: boolean;
  readonly multiEntry?: boolean;
}

export interface IdbKeyRange {
  readonly lower: IdbKey | undefined;
  readonly upper: IdbKey | undefined;
  readonly lowerOpen: boolean;
  readonly upperOpen: boolean;
}

interface IdbSource {
  name: string;
  openCursor(range?: IdbKeyRange | null, direction?: 'next' | 'prev'): IdbRequest<IdbCursor | null>;
}

export interface IdbIndex extends IdbSource, Required<IndexOptions> {
  readonly keyPath: string | readonly string[];
  readonly objectStore: IdbObjectStore;
}

export interface IdbObjectStore extends IdbSource {
  readonly keyPath: KeyPath;
  readonly indexNames: Names;
  readonly transaction: IdbTransaction;
  get(key: IdbKey): IdbRequest<unknown>;
  put(value: unknown, key?: IdbKey): IdbRequest<IdbKey>;
  add(value: unknown, key?: IdbKey): IdbRequest<IdbKey>;
  delete(key: IdbKey | IdbKeyRange): IdbRequest<undefined>;
  clear(): IdbRequest<undefined>;
  index(name: string): IdbIndex;
  createIndex(name: string, keyPath: string | readonly string[], options?: IndexOptions): IdbIndex;
  deleteIndex(name: string): void;
}

export interface IdbCursor {
  readonly source: IdbObjectStore | IdbIndex;
  readonly key: IdbKey;
  readonly primaryKey: IdbKey;
  readonly value: unknown;
  update(value: unknown): IdbRequest<IdbKey>;
  delete(): IdbRequest<undefined>;
  continue(): void;
}
