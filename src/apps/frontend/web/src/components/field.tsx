'use client';

import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField } from 'react-aria-components/TextField';

export type FieldTexts = { readonly label: string; readonly hint?: string };

type FieldProps = {
  readonly name: string;
  readonly texts: FieldTexts;
  readonly value: string;
  readonly isRequired?: boolean;
  readonly inputMode?: 'url' | 'text';
  readonly placeholder?: string;
  readonly problem?: string | undefined;
};

/** A text field with its label, hint and what is wrong with it. */
export const Field = ({
  name,
  texts,
  value,
  isRequired = false,
  inputMode = 'text',
  placeholder,
  problem,
}: FieldProps) => (
  <TextField
    name={name}
    defaultValue={value}
    isRequired={isRequired}
    isInvalid={problem !== undefined}
    inputMode={inputMode}
    validationBehavior="aria"
  >
    <Label className="mb-1 block text-sm font-medium">{texts.label}</Label>
    <Input className="field" required={isRequired} autoComplete="off" {...(placeholder ? { placeholder } : {})} />
    {texts.hint && (
      <Text slot="description" className="mt-1 block text-sm text-quiet">
        {texts.hint}
      </Text>
    )}
    {problem && <FieldError className="mt-1 block text-sm text-danger">{problem}</FieldError>}
  </TextField>
);
