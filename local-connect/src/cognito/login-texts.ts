/** The words of the sign-in pages in one language. */
export interface LoginTexts {
  readonly lang: string;
  readonly title: string;
  readonly lead: string;
  readonly username: string;
  readonly password: string;
  readonly signIn: string;
  readonly or: string;
  readonly continueWith: (provider: string) => string;
  readonly wrong: string;
}

const ENGLISH: LoginTexts = {
  lang: 'en',
  title: 'Sign in',
  lead: 'Sign in to your account.',
  username: 'User name or email address',
  password: 'Password',
  signIn: 'Sign in',
  or: 'or',
  continueWith: (provider) => `Continue with ${provider}`,
  wrong: 'Incorrect user name or password.',
};

const TEXTS: readonly LoginTexts[] = [
  ENGLISH,
  {
    lang: 'de',
    title: 'Anmelden',
    lead: 'Melden Sie sich bei Ihrem Konto an.',
    username: 'Benutzername oder E-Mail-Adresse',
    password: 'Passwort',
    signIn: 'Anmelden',
    or: 'oder',
    continueWith: (provider) => `Weiter mit ${provider}`,
    wrong: 'Benutzername oder Passwort ist falsch.',
  },
  {
    lang: 'fr',
    title: 'Se connecter',
    lead: 'Connectez-vous à votre compte.',
    username: 'Nom d’utilisateur ou adresse e-mail',
    password: 'Mot de passe',
    signIn: 'Se connecter',
    or: 'ou',
    continueWith: (provider) => `Continuer avec ${provider}`,
    wrong: 'Nom d’utilisateur ou mot de passe incorrect.',
  },
  {
    lang: 'es',
    title: 'Iniciar sesión',
    lead: 'Inicie sesión en su cuenta.',
    username: 'Nombre de usuario o correo electrónico',
    password: 'Contraseña',
    signIn: 'Iniciar sesión',
    or: 'o',
    continueWith: (provider) => `Continuar con ${provider}`,
    wrong: 'Nombre de usuario o contraseña incorrectos.',
  },
];

/** The words for a `lang` parameter such as `de` or `fr-CA`; English for every language there is no text for. */
export function loginTexts(lang: string): LoginTexts {
  const wanted = lang.toLowerCase().split('-')[0];
  return TEXTS.find((texts) => texts.lang === wanted) ?? ENGLISH;
}
