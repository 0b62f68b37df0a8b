/** Where the public ledger of all reports is. */
export const LEDGER_PATH = '/reports';
