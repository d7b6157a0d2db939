package annexa

import (
	"fmt"
	"slices"
)

// Rules about which lists and columns were found. The reader raises them itself.
var (
	noCaseList = &rule{
		id: "case-list-missing", severity: ask, scope: ScopeUpload, sentence: "One of lists 6, 7 and 8, which cases come from, is not in the upload.",
		fix: "Add the list and upload again, or go on if it was left out on purpose: no case of its kind will be opened, changed or closed.",
	}
	noList = &rule{
		id: "list-missing", severity: tell, scope: ScopeUpload, sentence: "One of the other lists is not in the upload.",
		fix: "Nothing needs doing for case reviews; rules that compare it with other lists were not applied.",
	}
	listUnusable = &rule{
		id: "list-unusable", severity: mend, scope: ScopeUpload, sentence: "A list lacks a column without which its rows mean nothing, so it was not imported.",
		fix: "Add the column with the header shown and upload again.",
	}
	listEmpty = &rule{
		id: "list-empty", severity: ask, scope: ScopeUpload, sentence: "A list was found but has no rows.",
		fix: "Check the report that made the list; go on only if the council really has nobody to show on it.",
	}
	listTwice = &rule{
		id: "list-twice", severity: ask, scope: ScopeUpload, sentence: "A list stands on more than one sheet; the sheets were read together.",
		fix: "Check that no old copy of the list was left in the upload.",
	}
	sheetUnknown = &rule{
		id: "sheet-unknown", severity: ask, scope: ScopeUpload, sentence: "A sheet or file is not one of the eleven lists, so it was not read.",
		fix: "If it is a list, name its sheet “List” and its number and check its headers; otherwise go on.",
	}
	sheetEmpty    = &rule{id: "sheet-empty", severity: tell, scope: ScopeUpload, sentence: "A sheet is empty.", fix: "Nothing needs doing."}
	sheetMisnamed = &rule{
		id: "sheet-misnamed", severity: ask, scope: ScopeUpload, sentence: "A sheet is named after one list but has the columns of another; the columns decided.",
		fix: "Check that the list in it is the one you expect, and name the sheet after it.",
	}
	sheetRenamed = &rule{
		id: "sheet-renamed", severity: tell, scope: ScopeUpload, sentence: "The name of a sheet or file does not say which list it is; it was recognised by its columns.",
		fix: "Nothing needs doing; a name such as “List 6” makes it certain.",
	}
	titleAbove  = &rule{id: "title-rows", severity: tell, scope: ScopeUpload, sentence: "There are other rows above the headers; they were passed over.", fix: "Nothing needs doing."}
	headerAlike = &rule{
		id: "header-variant", severity: tell, scope: ScopeUpload, sentence: "A header is not written as the specification writes it, but was understood.",
		fix: "Nothing needs doing; check that the column is the one named here.",
	}
	columnOrder  = &rule{id: "column-order", severity: tell, scope: ScopeUpload, sentence: "The columns are not in the specification's order; they were matched by their headers.", fix: "Nothing needs doing."}
	columnNeeded = &rule{
		id: "required-column-missing", severity: mend, scope: ScopeUpload, sentence: "A column that must be filled is not on the list.",
		fix: "Add the column to the report that makes the list.",
	}
	columnAbsent = &rule{
		id: "optional-column-missing", severity: ask, scope: ScopeUpload, sentence: "A column of the specification is not on the list; its cells were taken as blank.",
		fix: "Add the column, even if most of its cells stay blank.",
	}
	columnUnknown = &rule{id: "column-unknown", severity: tell, scope: ScopeUpload, sentence: "The list has columns that the specification does not have; they were not read.", fix: "Nothing needs doing, unless one of them is a column under another name."}
	columnTwice   = &rule{
		id: "column-twice", severity: ask, scope: ScopeUpload, sentence: "Two columns have the same meaning; the first was read.",
		fix: "Delete or rename the column that is not meant.",
	}
)

var uploadRules = []*rule{
	noCaseList, noList, listUnusable, listEmpty, listTwice, sheetUnknown, sheetEmpty, sheetMisnamed, sheetRenamed,
	titleAbove, headerAlike, columnOrder, columnNeeded, columnAbsent, columnUnknown, columnTwice,
}

// Rules about how cells were read: each is raised once for a column, with a count.
var (
	dateOrderDoubtful = &rule{
		id: "date-order-doubtful", severity: ask, scope: ScopeUpload,
		sentence: "{column} has dates that can only be month before day beside dates that could be either; those were read as day before month.",
		fix:      "Save the column as real dates, or as dd/mm/yyyy throughout, and upload again.",
	}
	nothingToDo = "Nothing needs doing; this says what was understood."
	repairRules = [repairCount]*rule{
		trimmed:      {id: "value-trimmed", severity: tell, scope: ScopeUpload, sentence: "Invisible or stray spaces were removed from cells of a column, or made plain.", fix: nothingToDo},
		serialDate:   {id: "date-from-number", severity: tell, scope: ScopeUpload, sentence: "Excel's day numbers in a column were read as dates.", fix: nothingToDo},
		isoDate:      {id: "date-year-first", severity: tell, scope: ScopeUpload, sentence: "Dates with the year first were read.", fix: nothingToDo},
		textDate:     {id: "date-from-text", severity: tell, scope: ScopeUpload, sentence: "Dates in words, with a time or in another order were read.", fix: nothingToDo},
		shortYear:    {id: "date-short-year", severity: tell, scope: ScopeUpload, sentence: "Years of two digits were completed.", fix: "Check one or two of them; four digits are safer."},
		codeReworded: {id: "code-reworded", severity: tell, scope: ScopeUpload, sentence: "Values in other words than the specification's were read as the codes they name.", fix: nothingToDo},
		ageDecimal:   {id: "age-decimal", severity: tell, scope: ScopeUpload, sentence: "Ages with decimals were cut to whole years.", fix: nothingToDo},
	}
)

var readingRules = append([]*rule{dateOrderDoubtful}, repairRules[trimmed:]...)

// tellHeading notes how a sheet was recognised and how its columns were matched.
func (u *upload) tellHeading(t *table, h heading) {
	l := t.list
	switch {
	case h.named != 0 && h.named != l.number:
		u.notes.onTable(sheetMisnamed, t, "", fmt.Sprintf("The sheet “%s” has the columns of list %d (%s), so it was read as that list.", t.sheet, l.number, l.name))
	case h.named == 0:
		u.notes.onTable(sheetRenamed, t, "", fmt.Sprintf("“%s” was recognised as list %d (%s) by its columns.", t.sheet, l.number, l.name))
	}
	if h.at > 0 {
		u.notes.onTable(titleAbove, t, "", fmt.Sprintf("The headers were found in row %d; the rows above were passed over.", h.row))
	}
	for _, i := range h.like {
		c := l.columns[h.place[i]]
		u.notes.onTable(headerAlike, t, c.header, fmt.Sprintf("The header “%s” was read as “%s”.", clipped(h.reads[i]), c.header))
	}
	for _, i := range h.twice {
		u.notes.onTable(columnTwice, t, clipped(h.reads[i]), fmt.Sprintf("The header “%s” has the meaning of another column; only the first of them was read.", clipped(h.reads[i])))
	}
	if !slices.IsSorted(found(h.place)) {
		u.notes.onTable(columnOrder, t, "", columnOrder.sentence)
	}
	if len(h.unknown) > 0 {
		var names []string
		for _, i := range h.unknown[:min(len(h.unknown), 20)] {
			names = append(names, quoted(clipped(h.reads[i])))
		}
		u.notes.onTable(columnUnknown, t, "", fmt.Sprintf("%s not in the specification and not read: %s.", counted(len(h.unknown), "column"), joined(names)))
	}
}

func found(places []int8) (out []int8) {
	for _, at := range places {
		if at >= 0 {
			out = append(out, at)
		}
	}
	return out
}

// tellAboutTables notes what can only be said once all pages are read: what is missing, empty or there twice, and the repairs.
func (u *upload) tellAboutTables() {
	sheets := map[int]int{}
	u.settleLayout()
	for _, t := range u.tables {
		sheets[t.list.number]++
		if sheets[t.list.number] == 2 {
			u.notes.onTable(listTwice, t, "", fmt.Sprintf("List %d stands on more than one sheet; the sheets were read together.", t.list.number))
		}
		if len(t.records) == 0 {
			u.notes.onTable(listEmpty, t, "", fmt.Sprintf("List %d (%s) has headers but no rows.", t.list.number, t.list.name))
		}
		u.tellColumns(t)
		t.tellRepairs(u.notes)
	}
	for _, l := range lists {
		switch {
		case sheets[l.number] > 0:
		case l.number >= 6 && l.number <= 8:
			u.notes.onUpload(noCaseList, l.number, "", fmt.Sprintf("List %d (%s) is not in the upload. Its cases stay as they are; none is closed because of this.", l.number, l.name))
		default:
			u.notes.onUpload(noList, l.number, "", fmt.Sprintf("List %d (%s) is not in the upload.", l.number, l.name))
		}
	}
}

func (u *upload) tellColumns(t *table) {
	if missing := t.missingKeys(); len(missing) > 0 {
		u.notes.onTable(listUnusable, t, "", fmt.Sprintf("List %d (%s) was not imported, because it has no %s.", t.list.number, t.list.name, joined(missing)))
	}
	for i, c := range t.list.columns {
		if t.present[i] || c.newer && u.layout == Older {
			continue
		}
		if c.required {
			u.notes.onTable(columnNeeded, t, c.header, fmt.Sprintf("The column “%s” is not on the list, and every row needs it.", c.header))
		} else {
			u.notes.onTable(columnAbsent, t, c.header, fmt.Sprintf("The column “%s” is not on the list; its cells were taken as blank.", c.header))
		}
	}
}
