// Which pictures of the emoji sets become motifs, and in which category of ours they lie.

/** Our categories in the order of the panel; `from` names Emojibase's subgroups. */
export const CATEGORIES = [
  { id: 'love', from: ['heart', 'emotion'] },
  { id: 'animals', from: ['animal-mammal', 'animal-bird', 'animal-amphibian', 'animal-reptile', 'animal-marine', 'animal-bug', 'cat-face', 'monkey-face'] },
  { id: 'plants', from: ['plant-flower', 'plant-other'] },
  { id: 'celebration', from: ['event', 'award-medal'] },
  { id: 'ornaments', from: [] },
  { id: 'frames', from: [] },
  { id: 'banners', from: [] },
  { id: 'shapes', from: [] },
  { id: 'faces', from: ['face-smiling', 'face-affection', 'face-tongue', 'face-hand', 'face-neutral-skeptical', 'face-hat', 'face-glasses', 'face-costume', 'face-sleepy', 'face-concerned'] },
  { id: 'food', from: ['food-fruit', 'food-vegetable', 'food-prepared', 'food-asian', 'food-sweet'] },
  { id: 'drinks', from: ['drink', 'dishware'] },
  { id: 'sport', from: ['sport', 'person-sport'] },
  { id: 'play', from: ['game', 'arts-crafts'] },
  { id: 'music', from: ['music', 'musical-instrument', 'sound'] },
  { id: 'travel', from: ['transport-ground', 'transport-water', 'transport-air', 'place-map', 'place-geographic', 'place-building', 'place-other', 'hotel'] },
  { id: 'sky', from: ['sky-weather'] },
  { id: 'clothing', from: ['clothing'] },
  { id: 'jobs', from: ['tool', 'science', 'writing', 'book-paper', 'computer', 'light-video'] },
  { id: 'home', from: ['household', 'time', 'lock', 'other-object'] },
  { id: 'hands', from: ['hand-fingers-open', 'hand-fingers-partial', 'hand-single-finger', 'hand-fingers-closed', 'hands', 'hand-prop', 'body-parts'] },
  { id: 'people', from: ['person-role', 'person-fantasy', 'person'] },
  { id: 'signs', from: ['zodiac', 'other-symbol', 'arrow'] },
  { id: 'patterns', from: [] },
];

/** Left out: weapons, drugs, rude or grim ones, alarming signs, brand-like or contested marks, and what says nothing on a product. */
export const LEFT_OUT = new Set(`
  1F52B 1F5E1 2694 1F4A3 1F6AC 1F489 26B0 26B1 1FAA6 1F595 1F4A2 1FA78 1F9A0 1F6BC 1F52A 1F573 1F5EF 1F5E8 1F441-FE0F-200D-1F5E8-FE0F
  1F92C 1F92E 1F922 1F912 1F915 1F637 1F9B2 1F4A9 1F479 1F47A 1F5FF 1F5FD 1F5FC 1F54B 1F6D0 1F3E7 1F17F 00A9 00AE 2122 1F3AD-FE0F
  267F 1F4F4 1F4F3 1F6BE 1F6C2 1F6C3 1F6C4 1F6C5 1F6BB 1F6AE 1F6B0 1F3B4 1F004 1F0CF 1F3E9 1F3EA 1F3E6 1F3EC 1F3EF 1F6E2 1FA7B 1FAC0 1FAC1
  1F9E0 1F9B4 1F9B7 1F9BF 1F9BE 1F445 1F443 1F463 26D3 1F517 1F5D1 1F6BD 1FAA0 1FAA4 1F9FB 1F9FC 1F9FD 1F9FE 1FAB3 1FAB0 1FAB1 1F4B9 1F4C7
  1F4C8 1F4C9 1F4CA 1F4CB 1F5C3 1F5C4 1F5C2 1F4C1 1F4C2 1F5B1 1F5B2 1F4BD 1F4BE 1F4BF 1F4C0 1F39E 1F4F6 1F50B 1FAAB 1F50C 1F5A8 2328
  1F3DA 1F3D7 1F6A7 1F6A8 1F6A5 1F6A6 1F6D1 1F6D2 1F4AB-0 1F5A5 1FA91 1FA9F 1F6AA 1FA9E 1FAA2 1F9EC 1F5DC 1F573-FE0F 1F4A6-0 1F6CB 1F6CF
  1F51D 1F51B 1F51C 1F51A 1F519 1F501 1F502 1F500 1F503 1F504 1F6B3 1F47D-0 1F468-200D-1F692-0 1F3B0 1F3B1-0 1F595 1F448 1F449 1F446 1F447
  1F4ED 1F4EA 1F4EB 1F4EC 1F4E4 1F4E5 1F4E8 1F4E9 1F4E7 1F4DE 1F4E0 1F4DF 1F4C5 1F4C6 1F5D2 1F5D3 1F4C4 1F4C3 1F4D1 1F516 1F3F7 1F5DE 1F4F0
`.split(/\s+/).filter(Boolean));

/** Of people, these: fairy-tale ones and professions that make good gifts. */
export const PEOPLE = /^(fairy|mage|vampire|merperson|elf|genie|superhero|ninja|astronaut|artist|cook|farmer|firefighter|pilot|scientist|singer|mechanic|teacher|student|health worker|technologist|santa claus|mrs\. claus|mx claus|baby angel|prince|princess|person with crown|troll)$/;

/** Which subjects also come in one colour, for print in one ink, engraving and embroidery. */
export const ONE_COLOUR = new Set(['love', 'animals', 'plants', 'celebration', 'drinks', 'sport', 'music']);
/** The category of those. */
export const ONE_COLOUR_CATEGORY = 'one-colour';
