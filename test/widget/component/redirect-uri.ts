/** The redirect URI of the fixtures. */
export const REDIRECT_URI = 'https://auth.example.com/callback';
