import type { Table } from '../relay/types.ts';
import { amendJson, answering } from '../relay/wire.ts';
import type { Store } from '../store.ts';

type Tags = Record<string, string>;
type Named = { ResourceARN: string };

/** moto implements no tags of scalable targets. */
export function createAutoscalingRows(store: Store): Table {
  const tags = store.map<Tags>('autoscaling.tags');
  const merge = (arn: string, added: Tags | undefined) => tags.set(arn, { ...tags.get(arn), ...added });
  const service = 'application-autoscaling';
  return {
    [`${service}:RegisterScalableTarget`]: amendJson<{ Tags?: Tags }, { ScalableTargetARN?: string }>(
      (input, output) => {
        if (output.ScalableTargetARN) merge(output.ScalableTargetARN, input.Tags);
      },
    ),
    [`${service}:ListTagsForResource`]: answering<Named>((input) => ({ Tags: tags.get(input.ResourceARN) ?? {} })),
    [`${service}:TagResource`]: answering<Named & { Tags: Tags }>((input) => {
      merge(input.ResourceARN, input.Tags);
    }),
    [`${service}:UntagResource`]: answering<Named & { TagKeys: string[] }>((input) => {
      const left = Object.entries(tags.get(input.ResourceARN) ?? {}).filter(([key]) => !input.TagKeys.includes(key));
      tags.set(input.ResourceARN, Object.fromEntries(left));
    }),
  };
}
