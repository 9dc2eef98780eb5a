type ChoiceProps = {
  readonly name: string;
  readonly label: string;
  readonly chosen: string;
  readonly choices: readonly { readonly value: string; readonly text: string; readonly lang?: string }[];
};

/** One of a few. */
export const Choice = ({ name, label, chosen, choices }: ChoiceProps) => (
  <fieldset>
    <legend className="mb-1 text-sm font-medium">{label}</legend>
    <div className="flex flex-wrap gap-2">
      {choices.map(({ value, text, lang }) => (
        <label
          key={value}
          lang={lang}
          className="flex min-h-11 cursor-pointer items-center gap-2 rounded-lg border border-line bg-card px-3 has-checked:border-accent has-checked:bg-soft"
        >
          <input type="radio" name={name} value={value} defaultChecked={value === chosen} className="accent-accent" />
          {text}
        </label>
      ))}
    </div>
  </fieldset>
);
