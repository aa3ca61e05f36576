/** Outlines on a grid of 24, drawn with a round pen. */
export const ICONS = {
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6zM12 15v2',
  window: 'M11 5H5v14h14v-6M15 4h5v5M20 4l-9 9',
  busy: 'M12 3a9 9 0 1 1-9 9',
  check: 'm5 13 4 4L19 7',
  alert: 'M12 6v8M12 18v.01',
  clock: 'M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0',
  forward: 'M5 12h14M13 6l6 6-6 6',
  ended: 'M6 6l12 12M18 6 6 18',
} as const;

/** Name of an icon. */
export type IconName = keyof typeof ICONS;
