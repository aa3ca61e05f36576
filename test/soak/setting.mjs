/** The redirect URI as browsers know it; the simulated browser leads it to one of the two callback servers. */
export const REDIRECT_URI = 'https://auth.example.com/callback';

/** Origin of the page that holds the chat. */
export const SITE = 'https://shop.example.com';

/** Connect's default quota for the whole account and Region, requests a second: so many chats sign in. */
export const QUOTA_RATE = 2;

/** Longest time until everybody who began has come to an end, in milliseconds. */
export const PATIENCE_MS = 90_000;

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
