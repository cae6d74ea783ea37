// Wakes the few components that are better with scripts. Every page works without this file.
// The address of the module comes from the page, because only the page knows its name with the hash of its content.
const source = document.querySelector('script[data-components]').dataset.components

const counted = (one, few, many) => ({ one, few, many, other: many })
const characters = {
  charactersUnderLimit: counted('Zostaje %{count} znak', 'Zostają %{count} znaki', 'Zostaje %{count} znaków'),
  charactersAtLimit: 'Nie zostaje już ani jeden znak',
  charactersOverLimit: counted('%{count} znak za dużo', '%{count} znaki za dużo', '%{count} znaków za dużo'),
}

import(source).then((ui) => {
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
  for (const name of ['Button', 'Checkboxes', 'ErrorSummary', 'NotificationBanner', 'SkipLink']) ui.createAll(ui[name])
  ui.createAll(ui.CharacterCount, { i18n: characters })
})
