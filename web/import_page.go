package web

import (
	"fmt"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func listTitle(n int) string {
	if n < 1 || n >= len(readiness.AnnexALists) {
		return readiness.AnnexALists[0]
	}
	return fmt.Sprintf("List %d: %s", n, readiness.AnnexALists[n])
}

// importWords are an upload's states in words, with the colour of their tag.
var importWords = map[readiness.ImportStatus]govuk.Tag{
	readiness.ImportChecking:  {Text: "Being read", Classes: "govuk-tag--blue"},
	readiness.ImportChecked:   {Text: "Waiting to be confirmed", Classes: "govuk-tag--yellow"},
	readiness.ImportApplying:  {Text: "Being written", Classes: "govuk-tag--blue"},
	readiness.ImportApplied:   {Text: "Done", Classes: "govuk-tag--green"},
	readiness.ImportRefused:   {Text: "Could not be used", Classes: "govuk-tag--red"},
	readiness.ImportDiscarded: {Text: "Thrown away", Classes: "govuk-tag--grey"},
	readiness.ImportLapsed:    {Text: "Never confirmed", Classes: "govuk-tag--grey"},
}

// severityWords say what a finding asks of its reader.
var severityWords = map[readiness.Severity]govuk.Tag{
	readiness.SeverityError: {Text: "Needs mending", Classes: "govuk-tag--red"},
	readiness.SeverityQuery: {Text: "We ask", Classes: "govuk-tag--yellow"},
	readiness.SeverityInfo:  {Text: "For information", Classes: "govuk-tag--grey"},
}

// ImportsPage lists the uploads, newest first.
type ImportsPage struct {
	Rows []readiness.Import
}

// Face frames the page.
func (ImportsPage) Face() Face {
	return Face{Template: "imports", Title: "Imports", Section: "/imports", Wide: true}
}

// Tag is an upload's state.
func (ImportsPage) Tag(s readiness.ImportStatus) govuk.Tag { return importWords[s] }

// UploadPage takes the lists.
type UploadPage struct {
	Form Form
}

// Face frames the page.
func (p UploadPage) Face() Face {
	return Face{Template: "import_upload", Title: "Upload case lists", Section: "/imports", Back: "/imports", Failed: p.Form.Failed()}
}

// TakenOn asks for the day that the lists describe.
func (p UploadPage) TakenOn() govuk.DateInput {
	d := p.Form.Date("taken_on", "On which day were the lists taken from the case system?")
	d.Hint.Text = "For example, 31 3 2027. Children who are no longer on a list count as closed on this day."
	return d
}

// Files asks for a workbook or csv files. Browsers do not let a page fill it in again.
func (p UploadPage) Files() govuk.FileUpload {
	f := p.Form.File("files", "The Annex A workbook, or up to 11 csv files")
	f.Label.Classes = "govuk-label--s"
	f.Hint.Text = "One Excel workbook (.xlsx) with the lists as its sheets, or one csv file for each list. At most 50 MB together."
	if p.Form.Failed() {
		f.Hint.Text += " Choose the files again: a page cannot keep them for you."
	}
	f.Multiple, f.JavaScript = true, true
	f.Attributes = govuk.Attributes{"accept": ".xlsx,.csv,.xls,.xlsm"}
	return f
}

// ImportPage is one upload, wherever it stands.
type ImportPage struct {
	Import   readiness.Import
	Discard  Form // throws the upload away; also carries why a last answer was refused
	Again    Form // asks for the check once more, should it never have begun
	MaySweep bool
	Sweep    Form
}

// Face frames the page.
func (p ImportPage) Face() Face {
	return Face{Template: "import", Title: p.Heading(), Section: "/imports", Back: "/imports", Failed: p.Discard.Failed(), Wide: true}
}

// Heading is the page's first line, which is also its title.
func (p ImportPage) Heading() string {
	switch p.Import.Status {
	case readiness.ImportChecking:
		return "Reading your lists"
	case readiness.ImportChecked:
		return "What we found"
	case readiness.ImportApplying:
		return "Writing the case list"
	case readiness.ImportApplied:
		return "The case list is up to date"
	case readiness.ImportRefused:
		return "This upload cannot be used"
	case readiness.ImportDiscarded:
		return "This upload was thrown away"
	}
	return "Nobody confirmed this upload in time"
}

// Moving reports whether the page should look again by itself.
func (p ImportPage) Moving() bool {
	return p.Import.Status == readiness.ImportChecking || p.Import.Status == readiness.ImportApplying
}

// Progress says how far the reading or writing is.
func (p ImportPage) Progress() string {
	i := p.Import
	switch {
	case i.Total > 0 && i.Done >= i.Total && i.Status == readiness.ImportChecking:
		return "All read. The lists are being compared with the case list."
	case i.Total > 0:
		return fmt.Sprintf("%s%% done.", thousands(min(100, 100*i.Done/i.Total)))
	case i.Status == readiness.ImportApplying:
		return "Everything is written in one go. Until it is finished, nothing has changed."
	}
	return "The check begins in a moment."
}

// Sentence says plainly what was found.
func (p ImportPage) Sentence() string {
	var rows, fine, mend, ask int
	for _, l := range p.Import.Lists {
		rows, fine, mend, ask = rows+l.Rows, fine+l.Fine, mend+l.Mend, ask+l.Ask
	}
	needs := "need"
	if mend == 1 {
		needs = "needs"
	}
	s := fmt.Sprintf("%s, %s. %s fine, %s %s mending, %s we ask about.",
		counted(len(p.Import.Lists), "list"), counted(rows, "row"), thousands(fine), thousands(mend), needs, thousands(ask))
	if p.Import.Status == readiness.ImportChecked {
		s += " Nothing has been changed yet."
	}
	return s
}

// LeftOut counts the rows that cannot be used and are not imported.
func (p ImportPage) LeftOut() int {
	n := 0
	for _, l := range p.Import.Lists {
		n += l.LeftOut
	}
	return n
}

// Missing names the lists about open cases that were not in the upload.
func (p ImportPage) Missing() string {
	found := map[int]bool{}
	for _, l := range p.Import.Lists {
		found[l.List] = true
	}
	var names []string
	for _, n := range []int{6, 7, 8} {
		if !found[n] {
			names = append(names, fmt.Sprintf("list %d (%s)", n, readiness.AnnexALists[n]))
		}
	}
	return listed(names)
}

// ListTitle names a list.
func (p ImportPage) ListTitle(n int) string { return listTitle(n) }

// Change is one line of the differences: a count that leads to its rows.
type Change struct {
	Kind  readiness.ChangeKind
	Count int
	Words string
}

// changeWords are the kinds of change as headings.
var changeWords = []readiness.Choice{
	{Code: string(readiness.CaseOpened), Text: "Opened"},
	{Code: string(readiness.CaseClosed), Text: "Closed"},
	{Code: string(readiness.CaseReopened), Text: "Opened again"},
	{Code: string(readiness.CaseMoved), Text: "Changed team"},
	{Code: string(readiness.CaseChanged), Text: "Other dates or plans than before"},
}

// Differences are the changes against the last time, in the order pages show them.
func (p ImportPage) Differences() []Change {
	d := p.Import.Changes
	counts := []int{d.Opened, d.Closed, d.Reopened, d.Moved, d.Changed}
	rows := make([]Change, 0, len(counts))
	for i, c := range changeWords {
		rows = append(rows, Change{Kind: readiness.ChangeKind(c.Code), Count: counts[i], Words: c.Text})
	}
	return rows
}

// Vanished is the sentence about children who left a list without an end date, "" when there are none.
func (p ImportPage) Vanished() string {
	n := p.Import.Changes.Vanished
	if n == 0 {
		return ""
	}
	who, their := "children are", "their cases close"
	if n == 1 {
		who, their = "child is", "the case closes"
	}
	return fmt.Sprintf("%s %s on no list any more and had no closing date, so %s on %s, the day the lists describe.",
		thousands(n), who, their, p.Import.TakenOn.Long())
}

// Overtaken is the sentence about reviews that end with their case, "" when there are none.
func (p ImportPage) Overtaken() string {
	n := p.Import.Changes.Overtaken
	one, many := "1 review ends by itself because its case closed.", " reviews end by themselves because their cases closed."
	if p.Import.Status == readiness.ImportApplied {
		one, many = "1 review ended by itself because its case closed.", " reviews ended by themselves because their cases closed."
	}
	switch n {
	case 0:
		return ""
	case 1:
		return one
	}
	return thousands(n) + many
}

// NewTeams is the sentence about teams not seen before, "" when there are none.
func (p ImportPage) NewTeams() string {
	teams := p.Import.Changes.NewTeams
	if len(teams) == 0 {
		return ""
	}
	one, many := "is new and belongs to no area yet", "are new and belong to no area yet"
	if p.Import.Status == readiness.ImportApplied { // since then somebody may have put them into one
		one, many = "was new", "were new"
	}
	switch {
	case len(teams) == 1:
		return "1 team " + one + ": " + teams[0] + "."
	case len(teams) > 12:
		return fmt.Sprintf("%d teams %s.", len(teams), many)
	}
	return fmt.Sprintf("%d teams %s: %s.", len(teams), many, listed(teams))
}

// Uploaded says which files came when and from whom.
func (p ImportPage) Uploaded() govuk.SummaryList {
	i := p.Import
	rows := []govuk.SummaryRow{
		govuk.Row("Files", listed(i.FileNames)+" ("+size(i.Bytes)+")"),
		govuk.Row("Taken from the case system on", i.TakenOn.Long()),
		govuk.Row("Uploaded", moment(i.At)+" by "+i.By),
	}
	if !i.DecidedAt.IsZero() {
		word := "Confirmed"
		if i.Status == readiness.ImportDiscarded {
			word = "Thrown away"
		}
		rows = append(rows, govuk.Row(word, moment(i.DecidedAt)+" by "+i.DecidedBy))
	}
	return govuk.SummaryList{Rows: rows}
}

// ConfirmPage is the last look before the case list changes.
type ConfirmPage struct {
	ImportPage
	Form Form
}

// Face frames the page.
func (p ConfirmPage) Face() Face {
	return Face{Template: "import_confirm", Title: "Change the case list?", Section: "/imports", Back: importPath(p.Import.ID)}
}
