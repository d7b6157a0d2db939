package web

import (
	"net/url"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// OwnMailsPage lets somebody choose which mails they get.
type OwnMailsPage struct {
	Choices []readiness.MailChoice
	Form    Form
	Typed   bool // the form shows what was sent, not what is kept
	End     Form
}

// Face frames the page.
func (p OwnMailsPage) Face() Face {
	return Face{Template: "own_mails", Title: "Your mails", Section: "/more", Back: accountPath, Failed: p.Form.Failed()}
}

// Kinds asks for the kinds that can be turned off.
func (p OwnMailsPage) Kinds() govuk.Checkboxes {
	form := p.Form
	if !p.Typed {
		form.Values = url.Values{}
	}
	boxes := form.Checkboxes("kinds", "Which mails do you want?")
	for _, c := range p.Choices {
		if c.Fixed {
			continue
		}
		boxes.Items = append(boxes.Items, govuk.Item{Value: string(c.Kind), Text: c.Title, Hint: govuk.Hint{Text: c.About}})
		if c.Wanted && !p.Typed {
			boxes.Values = append(boxes.Values, string(c.Kind))
		}
	}
	return boxes
}

// Fixed are the kinds that everybody gets.
func (p OwnMailsPage) Fixed() []readiness.MailChoice {
	var fixed []readiness.MailChoice
	for _, c := range p.Choices {
		if c.Fixed {
			fixed = append(fixed, c)
		}
	}
	return fixed
}

// StopMailsPage turns off what a mail's link names, without signing in.
type StopMailsPage struct {
	Kind readiness.NoticeKind
	Form Form
	Done bool
}

// Face frames the page.
func (p StopMailsPage) Face() Face { return Face{Template: "stop_mails", Title: p.Heading()} }

// Heading is the page's first line.
func (p StopMailsPage) Heading() string {
	if p.Done {
		return "These mails are turned off"
	}
	return "Turn these mails off?"
}

// Kinds are the titles of what is turned off.
func (p StopMailsPage) Kinds() []string {
	var titles []string
	for _, k := range readiness.MailKinds {
		for _, stopped := range p.Kind.Stops() {
			if stopped == k.Kind {
				titles = append(titles, k.Title+": "+lowerFirst(k.About))
			}
		}
	}
	return titles
}
