import { lambdaHandlerFromEnvironment } from 'connect-sign-in-callback/lambda';

export const handler = lambdaHandlerFromEnvironment();
