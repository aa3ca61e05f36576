/** Host names as browsers see them; the front leads them to this machine. */
export const SITE = 'https://www.fernhill-shop.test';
export const ACCOUNT = 'https://account.fernhill-shop.test/welcome';
export const CONTROLS = 'https://controls.fernhill-shop.test/';
export const CONNECT = 'https://participant.connect.eu-west-2.amazonaws.test';
export const COGNITO = 'https://fernhill.auth.eu-west-2.amazoncognito.test';

/** The shop's own app client, with which customers sign in to their account. */
export const ACCOUNT_CLIENT_ID = '2shopaccountclient78901';

/** Host of an address. */
export const hostOf = (url: string): string => new URL(url).host;
