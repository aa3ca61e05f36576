import { z } from 'zod';
import type { AuthenticationStatus } from './block-state.js';

/** One value of a segment attribute, with one of its members set. */
export interface SegmentAttributeValue {
  readonly ValueString?: string | undefined;
  readonly ValueInteger?: number | undefined;
  readonly ValueArn?: string | undefined;
  readonly ValueMap?: SegmentAttributes | undefined;
  readonly ValueList?: readonly SegmentAttributeValue[] | undefined;
}

/** Segment attributes by name. */
export interface SegmentAttributes {
  readonly [name: string]: SegmentAttributeValue;
}

const name = z.string().min(1).max(128);

const value: z.ZodType<SegmentAttributeValue> = z.lazy(() =>
  z
    .strictObject({
      ValueString: z.string().min(1).max(1024).optional(),
      ValueInteger: z.int().optional(),
      ValueArn: z.string().min(1).max(1024).optional(),
      ValueMap: segmentAttributesSchema.optional(),
      ValueList: z.array(value).optional(),
    })
    .refine((members) => Object.values(members).filter((member) => member !== undefined).length === 1, {
      message: 'needs exactly one of its members',
    }),
);

/** Segment attributes as StartChatContact takes them (API reference, `SegmentAttributeValue`). */
export const segmentAttributesSchema: z.ZodType<SegmentAttributes> = z.record(name, value);

/** The attribute that tells whether and how the customer was authenticated. */
export const CUSTOMER_AUTHENTICATION = 'connect:CustomerAuthentication';

/** Whether the website said at StartChatContact that it has authenticated the customer (pre-chat authentication). */
export function isAuthenticated(attributes: SegmentAttributes): boolean {
  return attributes[CUSTOMER_AUTHENTICATION]?.ValueMap?.['Status']?.ValueString === 'AUTHENTICATED';
}

/** What the Authenticate Customer block knows at its end. */
export interface BlockResult {
  readonly status: AuthenticationStatus;
  /** User pool and app client of the block. */
  readonly identityProvider: string;
  readonly clientId: string;
  /** The customer profile that the sign-in led to. */
  readonly associatedCustomerId: string;
}

/**
 * `connect:CustomerAuthentication` after the block.
 *
 * Source: Amazon Connect Administrator Guide, list of contact attributes, segment attributes.
 */
export function customerAuthentication(result: BlockResult): SegmentAttributeValue {
  const { status, identityProvider, clientId, associatedCustomerId } = result;
  return {
    ValueMap: {
      Status: { ValueString: status },
      IdentityProvider: { ValueString: identityProvider },
      ClientId: { ValueString: clientId },
      AuthenticationMethod: { ValueString: 'CONNECT' },
      ...(status === 'AUTHENTICATED' ? { AssociatedCustomerId: { ValueString: associatedCustomerId } } : {}),
    },
  };
}

/** `connect:CustomerAuthentication` as the website gave it, completed with the method and the customer it named. */
export function preChatAuthentication(
  given: SegmentAttributeValue,
  customerId: string | undefined,
): SegmentAttributeValue {
  return {
    ValueMap: {
      AuthenticationMethod: { ValueString: 'CUSTOM' },
      ...(customerId === undefined ? {} : { AssociatedCustomerId: { ValueString: customerId } }),
      ...given.ValueMap,
    },
  };
}
