import { handle } from '../handle';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';
export { handle as POST };
