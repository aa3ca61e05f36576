/** Builds the site into a folder, which is emptied; resolves with the number of warnings. */
export function buildSite(out: string): Promise<number>;
