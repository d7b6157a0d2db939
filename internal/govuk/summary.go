package govuk

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
)

// SummaryText is the key or the value of a SummaryRow: text, markup, or another component such
// as a Tag.
type SummaryText struct {
	Text    string        `json:"text"`
	Markup  template.HTML `json:"html"`
	Part    Component     `json:"-"`
	Classes string        `json:"classes"`
}

// SummaryAction is a link beside a row or in a card's title. VisuallyHiddenText says what
// "Change" changes.
type SummaryAction struct {
	Text               string        `json:"text"`
	Markup             template.HTML `json:"html"`
	Href               string        `json:"href"`
	VisuallyHiddenText string        `json:"visuallyHiddenText"`
	Classes            string        `json:"classes"`
	Attributes         Attributes    `json:"attributes"`
}

// SummaryActions are the links of a row or card.
type SummaryActions struct {
	Items   []SummaryAction `json:"items"`
	Classes string          `json:"classes"`
}

// SummaryRow is one line of a SummaryList.
type SummaryRow struct {
	Key     SummaryText    `json:"key"`
	Value   SummaryText    `json:"value"`
	Actions SummaryActions `json:"actions"`
	Classes string         `json:"classes"`
}

// Row is a SummaryRow of two plain texts.
func Row(key, value string) SummaryRow {
	return SummaryRow{Key: SummaryText{Text: key}, Value: SummaryText{Text: value}}
}

// CardTitle heads a Card.
type CardTitle struct {
	Text         string        `json:"text"`
	Markup       template.HTML `json:"html"`
	HeadingLevel int           `json:"headingLevel"` // 0: 2
	Classes      string        `json:"classes"`
}

// Card is a box around a SummaryList, for one thing out of several.
type Card struct {
	Title      CardTitle      `json:"title"`
	Actions    SummaryActions `json:"actions"`
	Classes    string         `json:"classes"`
	Attributes Attributes     `json:"attributes"`
}

// SummaryList is what is known of one thing, line by line.
type SummaryList struct {
	Rows       []SummaryRow `json:"rows"`
	Card       Card         `json:"card"`
	Classes    string       `json:"classes"`
	Attributes Attributes   `json:"attributes"`
}

// HTML draws the list, inside its card if it has one.
func (s SummaryList) HTML() (template.HTML, error) {
	list, err := render("summary-list", s)
	if err != nil || !given(s.Card) {
		return list, err
	}
	s.Card.Title.HeadingLevel = level(s.Card.Title.HeadingLevel, 2)
	return render("summary-card", struct {
		Card
		List  template.HTML
		Links []summaryLink
	}{s.Card, list, s.links(s.Card.Actions)})
}

// Acts says whether any row has an action; the others then keep its place free.
func (s SummaryList) Acts() bool {
	return slices.ContainsFunc(s.Rows, func(r SummaryRow) bool { return len(r.Actions.Items) > 0 })
}

// Links are a row's actions, each ready to draw.
func (s SummaryList) Links(r SummaryRow) []summaryLink { return s.links(r.Actions) }

type summaryLink struct {
	SummaryAction
	Title CardTitle
}

func (s SummaryList) links(actions SummaryActions) []summaryLink {
	all := make([]summaryLink, 0, len(actions.Items))
	for _, action := range actions.Items {
		all = append(all, summaryLink{action, s.Card.Title})
	}
	return all
}

// TaskText is the title, hint or status of a Task.
type TaskText struct {
	Text    string        `json:"text"`
	Markup  template.HTML `json:"html"`
	Classes string        `json:"classes"`
}

// TaskStatus says how far a task is: plain text when it is done, else a tag.
type TaskStatus struct {
	Text    string        `json:"text"`
	Markup  template.HTML `json:"html"`
	Tag     Tag           `json:"tag"`
	Classes string        `json:"classes"`
}

// Task is one line of a TaskList; without Href it cannot be started yet.
type Task struct {
	Title   TaskText   `json:"title"`
	Hint    TaskText   `json:"hint"`
	Status  TaskStatus `json:"status"`
	Href    string     `json:"href"`
	Classes string     `json:"classes"`
}

// TaskList is what is to be done, with how far each is.
type TaskList struct {
	Items      []Task     `json:"items"`
	IDPrefix   string     `json:"idPrefix"` // empty: task-list
	Classes    string     `json:"classes"`
	Attributes Attributes `json:"attributes"`
}

// HTML draws the list.
func (t TaskList) HTML() (template.HTML, error) {
	t.IDPrefix = orElse(t.IDPrefix, "task-list")
	return render("task-list", t)
}

func containsClass(list, class string) bool { return slices.Contains(strings.Fields(list), class) }

// ItemID is the id of the task at place i, counted from 0.
func (t TaskList) ItemID(i int) string { return t.IDPrefix + "-" + strconv.Itoa(i+1) }
