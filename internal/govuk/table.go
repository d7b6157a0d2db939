package govuk

import "html/template"

// Cell is a heading or a cell of a Table: text, markup, or another component. Format "numeric"
// sets it to the right.
type Cell struct {
	Text       string        `json:"text"`
	Markup     template.HTML `json:"html"`
	Part       Component     `json:"-"`
	Format     string        `json:"format"`
	Colspan    int           `json:"colspan"`
	Rowspan    int           `json:"rowspan"`
	Classes    string        `json:"classes"`
	Attributes Attributes    `json:"attributes"`
}

// Table is rows and columns with a caption that says what they are.
type Table struct {
	Caption           string     `json:"caption"`
	CaptionClasses    string     `json:"captionClasses"`
	Head              []Cell     `json:"head"`
	Rows              [][]Cell   `json:"rows"`
	FirstCellIsHeader bool       `json:"firstCellIsHeader"`
	Classes           string     `json:"classes"`
	Attributes        Attributes `json:"attributes"`
}

// HTML draws the table.
func (t Table) HTML() (template.HTML, error) { return render("table", t) }
