package web

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// CoverPart lists who covers for one person, and leads to the form for another deputy.
type CoverPart struct {
	Base string // where the person's cover is arranged: /cover/<id> or /account
	Own  bool
	Rows []CoverRow
}

// CoverRow is one deputy, with the form that ends the cover.
type CoverRow struct {
	readiness.Deputy
	When string // "covering now, until …", "… to …", "ended on …"
	Now  bool
	Over bool
	End  Form
}

// coverOf lists a person's deputies, those running and planned before those past.
func coverOf(p readiness.Person, on calendar.Date, base string) CoverPart {
	part := CoverPart{Base: base, Own: base == accountPath}
	var past []CoverRow
	for _, d := range p.Deputies {
		row := CoverRow{Deputy: d, End: newForm()}
		switch {
		case d.Until.Before(on):
			row.When, row.Over = "ended on "+d.Until.Long(), true
			past = append(past, row)
			continue
		case held(d.From, d.Until, on):
			row.When, row.Now = "covering now, until "+d.Until.Long(), true
		default:
			row.When = d.From.Long() + " to " + d.Until.Long()
		}
		part.Rows = append(part.Rows, row)
	}
	part.Rows = append(part.Rows, past...)
	return part
}

// AddDeputyPage asks who covers for a person, and when.
type AddDeputyPage struct {
	Base   string // /cover/<id> or /account
	Name   string // of the person covered; "" for oneself
	People []readiness.Choice
	Form   Form
}

// Face frames the page.
func (p AddDeputyPage) Face() Face {
	return Face{Template: "deputy_add", Title: p.Heading(), Section: "/more", Back: p.Base, Failed: p.Form.Failed()}
}

// Heading is the page's first line.
func (p AddDeputyPage) Heading() string {
	if p.Name == "" {
		return "Choose your deputy"
	}
	return "Choose a deputy for " + p.Name
}

// Fields ask who and when.
func (p AddDeputyPage) Fields() []govuk.Component {
	who := p.Form.Select("deputy_id", "Deputy", govuk.Option{Text: "Choose a person"})
	for _, c := range p.People {
		who.Items = append(who.Items, govuk.Option{Value: c.Code, Text: c.Text})
	}
	return []govuk.Component{who, p.Form.Date("from", "First day of cover"), p.Form.Date("until", "Last day of cover")}
}

// CoverPage lists who covers for whom, in the whole service.
type CoverPage struct {
	Rows   []CoverLine
	People []readiness.Choice // for whom cover can be arranged
}

// CoverPersonPage is one person's cover.
type CoverPersonPage struct {
	Name  string
	Give  string // where their reviews are given to others, "" for who may not
	Cover CoverPart
}

// Face frames the page.
func (p CoverPersonPage) Face() Face {
	return Face{Template: "cover_person", Title: "Cover for " + p.Name, Section: "/more", Back: coverPath}
}

// CoverLine is one person's cover.
type CoverLine struct {
	PersonID string
	For      string
	Posts    string
	By       string
	When     string
}

// Face frames the page.
func (CoverPage) Face() Face {
	return Face{Template: "cover", Title: "Who covers for whom", Section: "/more", Back: "/more", Wide: true}
}

// AccountPage is one's own account: posts, cover, tokens.
type AccountPage struct {
	On          calendar.Date
	Person      readiness.Person
	Cover       CoverPart
	MayCalendar bool
	MayTokens   bool
	Tokens      []TokenRow
}

// TokenRow is one API token, with the form that ends it.
type TokenRow struct {
	readiness.Token
	Over bool // ended or past its last day
	End  Form
}

// Where cover is arranged: for others, and for oneself.
const (
	coverPath   = "/cover"
	accountPath = "/account"
)

// Face frames the page.
func (AccountPage) Face() Face {
	return Face{Template: "account", Title: "Your account", Section: "/more", Back: "/more"}
}

// Details are who one is.
func (p AccountPage) Details() govuk.SummaryList {
	posts := posted(p.Person, p.On)
	if posts == "" {
		posts = "No post today. Ask an administrator if that is wrong."
	}
	return govuk.SummaryList{Rows: []govuk.SummaryRow{
		govuk.Row("Name", p.Person.Name), govuk.Row("Email address", p.Person.Email), govuk.Row("Post", sentence(posts)),
	}}
}

// ScopeWords say what a token may do.
func (AccountPage) ScopeWords(t TokenRow) string {
	var words []string
	for _, s := range t.Scopes {
		words = append(words, lowerFirst(readiness.ChoiceText(readiness.Scopes, s)))
	}
	return listed(words)
}

// AddTokenPage makes an API token.
type AddTokenPage struct {
	Form Form
}

// Face frames the page.
func (p AddTokenPage) Face() Face {
	return Face{Template: "token_add", Title: "Make an API token", Section: "/more", Back: accountPath, Failed: p.Form.Failed()}
}

// Fields ask what the token is for.
func (p AddTokenPage) Fields() []govuk.Component {
	name := p.Form.Text("name", "What is it for?")
	name.Hint.Text = "For example: nightly export of case lists."
	scopes := p.Form.Checkboxes("scopes", "What may it do in your name?")
	for _, s := range readiness.Scopes {
		scopes.Items = append(scopes.Items, govuk.Item{Value: s.Code, Text: s.Text})
	}
	until := p.Form.Date("until", "Last day it works")
	until.Hint.Text = "At most a year from now."
	return []govuk.Component{name, scopes, until}
}
