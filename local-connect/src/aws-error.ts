/** HTTP status of every AWS error that local-connect answers, by the name the SDK reports it under. */
export const AWS_ERROR_STATUS = {
  AccessDeniedException: 403,
  ConflictException: 409,
  ContactNotFoundException: 410,
  ExpiredTokenException: 403,
  IncompleteSignature: 400,
  InternalServerException: 500,
  InternalServiceException: 500,
  InvalidActiveRegionException: 400,
  InvalidParameterException: 400,
  InvalidRequestException: 400,
  InvalidSignatureException: 403,
  LimitExceededException: 429,
  MissingAuthenticationTokenException: 403,
  RequestEntityTooLargeException: 413,
  RequestTimeoutException: 408,
  ResourceNotFoundException: 404,
  SerializationException: 400,
  ServiceQuotaExceededException: 402,
  ServiceUnavailableException: 503,
  ThrottlingException: 429,
  TooManyRequestsException: 429,
  UnknownOperationException: 404,
  UnrecognizedClientException: 403,
  ValidationException: 400,
} as const;

/** Name of an AWS error, as the SDK sets it on the exception. */
export type AwsErrorName = keyof typeof AWS_ERROR_STATUS;

/** An answer other than 200. Its message goes to the caller, so it never holds a value of the request. */
export class AwsError extends Error {
  override readonly name: AwsErrorName;
  /** The contact it was about, for the journal. */
  readonly contactId: string | undefined;

  /**
   * @param name - the error's name, sent in `x-amzn-errortype`
   * @param message - a sentence for the developer who reads the SDK's exception
   * @param contactId - the contact it was about; not sent
   */
  constructor(name: AwsErrorName, message: string, contactId?: string) {
    super(message);
    this.name = name;
    this.contactId = contactId;
  }

  /** HTTP status of the answer. */
  get status(): number {
    return AWS_ERROR_STATUS[this.name];
  }
}

/** Whether a text names an error of {@link AWS_ERROR_STATUS}. */
export function isAwsErrorName(name: string): name is AwsErrorName {
  return Object.hasOwn(AWS_ERROR_STATUS, name);
}
