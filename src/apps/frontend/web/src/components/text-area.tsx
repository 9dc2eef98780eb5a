type TextAreaProps = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly rows?: number;
  readonly maxLength?: number;
  /** What is wrong with what was typed. */
  readonly problem?: string | undefined;
};

/** A field of several lines, with its label and hint. */
export const TextArea = ({ name, label, value, hint, problem, rows = 2, maxLength }: TextAreaProps) => {
  const said = [problem ? `${name}-problem` : '', hint ? `${name}-hint` : ''].filter(Boolean).join(' ');
  return (
    <div>
      <label htmlFor={name} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      <textarea
        id={name}
        name={name}
        defaultValue={value}
        rows={rows}
        maxLength={maxLength}
        aria-invalid={problem !== undefined}
        aria-describedby={said || undefined}
        className="field"
      />
      {problem && (
        <p id={`${name}-problem`} className="mt-1 text-sm whitespace-pre-line text-danger">
          {problem}
        </p>
      )}
      {hint && (
        <p id={`${name}-hint`} className="mt-1 text-sm text-quiet">
          {hint}
        </p>
      )}
    </div>
  );
};
