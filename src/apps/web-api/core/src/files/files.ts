import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config.ts';
import { LazyDatabase } from '../database.ts';
import { CONFIG } from '../tokens.ts';
import { databaseFiles } from './database-files.ts';
import type { FileStore } from './file-store.ts';
import { s3Files } from './s3-files.ts';

/** The files of this installation: in the bucket when it has one, else in the database. */
@Injectable()
export class Files implements FileStore {
  readonly put: FileStore['put'];
  readonly get: FileStore['get'];
  readonly remove: FileStore['remove'];
  readonly direct: FileStore['direct'];

  constructor(@Inject(CONFIG) { assetsBucket, awsEndpoint }: Config, database: LazyDatabase) {
    const { put, get, remove, direct } =
      assetsBucket === null ? databaseFiles(database) : s3Files(assetsBucket, {}, awsEndpoint);
    this.put = put;
    this.get = get;
    this.remove = remove;
    this.direct = direct;
  }
}
