import { type Server } from 'node:http';

/** Serves a folder of files on loopback; port 0 takes a free one. */
export function serveFolder(folder: string, port: number): Promise<Server>;
