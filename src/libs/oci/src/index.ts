export { importArchive } from './archive.ts';
export { digestOf, hexOf, isDigest } from './digest.ts';
export { fileEntry, folderEntries, textEntry } from './folder.ts';
export {
  blobFile,
  type Layer,
  nameOf,
  readBlob,
  readLayout,
  type WrittenImage,
  writeImage,
  writeLayer,
} from './layout.ts';
export { push } from './push.ts';
export { type Registry, RegistryError } from './request.ts';
export {
  configSchema,
  type Descriptor,
  type ImageConfig,
  type Index,
  indexSchema,
  isIndexType,
  type Manifest,
  MEDIA_TYPES,
  manifestSchema,
} from './schema.ts';
export { type TarEntry, tar } from './tar.ts';
