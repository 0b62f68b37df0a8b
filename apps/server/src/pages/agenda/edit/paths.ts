export const EDIT_PATH = '/agenda/edit';
export const DRAFTS_PATH = `${EDIT_PATH}/drafts`;
export const IMPORT_PATH = `${EDIT_PATH}/import`;
export const PUBLISH_PATH = `${EDIT_PATH}/publish`;
export const SIGN_IN_PATH = `${EDIT_PATH}/sign-in`;
export const SIGN_OUT_PATH = `${EDIT_PATH}/sign-out`;
export const LOG_PATH = `${EDIT_PATH}/log`;

export const pathOfRecord = (kind: string, id: string): string => `${EDIT_PATH}/${kind}/${id}`;
export const pathOfVersion = (kind: string, id: string, version: number): string =>
  `${pathOfRecord(kind, id)}/versions/${version}`;
export const pathOfNew = (kind: string): string => `${EDIT_PATH}/new/${kind}`;
export const pathOfDraft = (id: number): string => `${DRAFTS_PATH}/${id}`;
