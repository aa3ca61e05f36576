import express from 'express';
import { carryOut, readPress, type PanelTarget } from './panel-commands.js';
import type { Timeline } from './timeline.js';

/** What serves the control panel. */
export interface ControlPanelOptions extends PanelTarget {
  /** The shop's origin as browsers know it: the only one whose pages may ask. */
  readonly site: string;
  readonly timeline: Timeline;
}

/**
 * The control panel's own endpoint: `GET /api/journal?contactId=…` tells the exchange as server-sent events,
 * `POST /api/controls` carries out one button. Both answer pages of the shop's own origin alone, because whatever else
 * runs in a browser on this machine could otherwise steer the demo.
 *
 * Sources: HTML Standard, "Server-sent events"; W3C Fetch Metadata Request Headers.
 */
export function controlPanel({ site, timeline, ...target }: ControlPanelOptions): express.Router {
  const router = express.Router();

  const sameOriginOnly: express.RequestHandler = (request, response, next) => {
    if (isSameOrigin(site, request.get('origin'), request.get('sec-fetch-site'))) {
      next();
      return;
    }
    response.status(403).json({ message: 'Only the shop’s own pages may use the control panel.' });
  };

  router.get('/api/journal', sameOriginOnly, (request, response) => {
    const { contactId } = request.query;
    if (typeof contactId !== 'string' || contactId === '' || contactId.length > 64) {
      response.status(400).json({ message: 'contactId must be a text of 1 to 64 characters.' });
      return;
    }
    // A browser that lost the stream says what it has; it gets the rest.
    const last = Number(request.get('last-event-id') ?? 0);
    response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.flushHeaders();
    const stop = timeline.follow(contactId, Number.isInteger(last) ? last : 0, (entry) => {
      response.write(`id: ${entry.sequence}\ndata: ${JSON.stringify(entry)}\n\n`);
    });
    response.on('close', stop);
  });

  router.post(
    '/api/controls',
    sameOriginOnly,
    express.json({ limit: '4kb' }),
    async (request, response): Promise<void> => {
      const press = readPress(request.body);
      if (press === undefined) {
        response.status(400).json({ message: 'This is no command of the control panel.' });
        return;
      }
      try {
        response.json({ message: await carryOut(target, press) });
      } catch (error) {
        // Such as expiring a contact that waits for nothing.
        const message = error instanceof Error ? error.message : 'The command could not be carried out.';
        response.status(409).json({ message });
      }
    },
  );
  return router;
}

/**
 * Whether a request comes from a page of the shop. Browsers send `Origin` with every POST and `Sec-Fetch-Site` with
 * every request to a trustworthy origin; a request with neither is from no page.
 */
export function isSameOrigin(
  site: string,
  origin: string | undefined,
  fetchSite: string | undefined,
): boolean {
  if (origin !== undefined && origin !== site) return false;
  if (fetchSite !== undefined) return fetchSite === 'same-origin';
  return origin === site;
}
