import type { SignInStrings } from './en.js';

/** The prompt's words in French, in the formal address. */
export const strings: SignInStrings = {
  label: 'Connexion',
  'requesting-url.title': 'Préparation de la connexion…',
  'requesting-url.text': 'Cela ne prend qu’un instant.',
  'offered.title': 'Connectez-vous pour continuer',
  'offered.text': 'La connexion s’ouvre dans une nouvelle fenêtre. Revenez ensuite à ce chat.',
  'offered-here.text': 'Vous allez quitter cette page pour vous connecter, puis revenir aussitôt à ce chat.',
  'refused.title': 'La connexion n’est pas disponible pour le moment',
  'refused.late':
    'Cette demande est trop ancienne. Continuez sans vous connecter et demandez dans le chat à vous connecter de nouveau.',
  'refused.rejected':
    'La connexion est peut-être déjà ouverte dans un autre onglet. Terminez-la là-bas ou continuez sans vous connecter.',
  'refused.throttled':
    'Trop de personnes se connectent en ce moment. Vous pouvez pour l’instant continuer sans vous connecter.',
  'refused.unreachable':
    'Le service de connexion n’a pas répondu. Vous pouvez pour l’instant continuer sans vous connecter.',
  'refused.misconfigured':
    'La connexion n’est pas configurée sur cette page. Vous pouvez continuer sans vous connecter.',
  'signing-in.title': 'Terminez votre connexion',
  'signing-in.text':
    'Terminez dans la fenêtre de connexion. Ce chat se met à jour tout seul dès que vous avez fini.',
  'confirming.title': 'Vérification de votre connexion…',
  'confirming.text': 'Cela prend quelques secondes.',
  'opting-out.title': 'Poursuite sans connexion…',
  'opting-out.text': 'Cela ne prend qu’un instant.',
  'succeeded.title': 'Connexion réussie',
  'succeeded.named': 'Connexion réussie au nom de {name}',
  'succeeded.text': 'Vous pouvez poursuivre votre chat.',
  'failed.title': 'La connexion n’a pas abouti',
  'failed.text': 'Le chat continue et vous dira ce que vous pouvez faire.',
  'timeout.title': 'Le délai de connexion est écoulé',
  'timeout.text': 'La connexion n’a pas eu lieu. Le chat continue et vous la proposera peut-être de nouveau.',
  'expired.title': 'Cette demande de connexion a expiré',
  'expired.text': 'La connexion n’a pas eu lieu. Le chat continue et vous la proposera peut-être de nouveau.',
  'opted-out.title': 'Vous continuez sans vous connecter',
  'opted-out.text': 'Vous pouvez poursuivre votre chat.',
  'disconnected.title': 'Le chat est terminé',
  'disconnected.text':
    'Vous n’avez plus besoin de vous connecter. Ouvrez un nouveau chat si vous avez besoin d’aide.',
  'notice.window-blocked':
    'Votre navigateur a bloqué la fenêtre de connexion. Autorisez-la pour cette page et réessayez.',
  'notice.window-blocked-here':
    'Votre navigateur a bloqué la fenêtre de connexion. Réessayez ou continuez dans cet onglet.',
  'notice.unfinished': 'Pas encore terminé\u202f? Revenez à la fenêtre de connexion ou ouvrez-la de nouveau.',
  'notice.opt-out-refused': 'Cela n’a pas fonctionné. Veuillez réessayer dans un instant.',
  'action.sign-in': 'Se connecter',
  'action.try-again': 'Réessayer',
  'action.open-again': 'Rouvrir la connexion',
  'action.here': 'Continuer dans cet onglet',
  'action.opt-out': 'Continuer sans se connecter',
  'new-window': 's’ouvre dans une nouvelle fenêtre',
  opening: 'Ouverture de la connexion…',
  'time-left': 'Reste {time}',
  'spoken.60': 'Il vous reste une minute pour vous connecter.',
  'spoken.30': 'Il vous reste 30 secondes pour vous connecter.',
};
