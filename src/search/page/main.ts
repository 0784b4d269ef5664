import { searchBoxes } from './box.ts'

searchBoxes(document)
