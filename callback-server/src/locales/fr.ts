import type { Words } from '../page-words.js';

/** French. */
export const fr: Words = {
  pages: {
    opening: {
      title: 'Ouverture de la connexion…',
      text: 'Vous allez être dirigé vers la page de connexion sécurisée.',
    },
    accepted: {
      title: 'Vous avez terminé ici',
      text: 'Votre chat affiche maintenant le résultat de votre connexion.',
    },
    alreadyAccepted: {
      title: 'Cette connexion est déjà terminée',
      text: 'Il n’y a plus rien à faire ici. Votre chat affiche le résultat.',
    },
    declined: { title: 'Vous ne vous êtes pas connecté', text: 'Votre chat continue sans connexion.' },
    checkChat: {
      title: 'Consultez votre chat',
      text: 'Votre chat a déjà reçu une réponse pour cette connexion et affiche le résultat.',
    },
    neutral: { title: 'Revenez à votre chat', text: 'Il n’y a rien à faire sur cette page.' },
    waiting: {
      title: 'Un instant, s’il vous plaît',
      text: 'Beaucoup de personnes se connectent en ce moment. Votre connexion est conservée ; laissez cette page ouverte.',
    },
    unavailable: {
      title: 'Cela prend plus de temps que d’habitude',
      text: 'Le service de chat n’a pas répondu à temps. Votre connexion est conservée ; laissez cette page ouverte.',
    },
    tooOld: {
      title: 'Cette connexion a pris trop de temps',
      text: 'Rien n’est perdu. Revenez à votre chat et choisissez de nouveau « Se connecter ».',
    },
    rejected: {
      title: 'Le chat n’a pas accepté cette connexion',
      text: 'Elle a expiré ou a déjà été utilisée. Revenez à votre chat : il indique ce que vous pouvez faire.',
    },
    fault: {
      title: 'Un problème est survenu de notre côté',
      text: 'Votre connexion n’a pas pu être transmise. Revenez à votre chat et continuez sans vous connecter.',
    },
    unbound: {
      title: 'Ce lien a été ouvert dans un autre navigateur',
      text: 'Pour votre sécurité, rien n’a été transmis. Revenez à votre chat, dans le navigateur où vous avez commencé, et choisissez-y « Se connecter ».',
    },
    invalid: {
      title: 'Ce lien n’est pas complet',
      text: 'Il ne permet pas de se connecter. Revenez à votre chat et choisissez de nouveau « Se connecter ».',
    },
    startRefused: {
      title: 'La connexion ne peut pas commencer ici',
      text: 'Revenez à votre chat et choisissez-y « Se connecter ».',
    },
    notFound: { title: 'Cette page n’existe pas', text: 'Revenez à votre chat.' },
    methodNotAllowed: { title: 'Cette page ne s’utilise pas ainsi', text: 'Revenez à votre chat.' },
  },
  continueToSignIn: 'Continuer vers la connexion',
  backToChat: 'Retour au chat',
  tryNow: 'Réessayer maintenant',
  triesAgain: 'Cette page réessaie d’elle-même dans environ {time}.',
  closeWindow: 'Vous pouvez fermer cette fenêtre.',
  reference: 'Référence :',
};
