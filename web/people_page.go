package web

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// postWords say a post as people do: "area head of North".
func postWords(p readiness.Post) string {
	words := p.Role.Title()
	switch {
	case p.Role == readiness.AreaHead && p.Area != "":
		words += " of " + p.Area
	case p.Role == readiness.TeamManager && p.Team != "":
		words += " of " + p.Team
	}
	return words
}

// held reports whether a span of days, open-ended when until is zero, covers a day.
func held(from, until, on calendar.Date) bool {
	return !from.After(on) && (until.IsZero() || !until.Before(on))
}

func span(from, until calendar.Date) string {
	if until.IsZero() {
		return "from " + from.Long()
	}
	return from.Long() + " to " + until.Long()
}

// posted are a person's posts of one day, in words.
func posted(p readiness.Person, on calendar.Date) string {
	var words []string
	for _, post := range p.Posts {
		if held(post.From, post.Until, on) {
			words = append(words, postWords(post))
		}
	}
	return listed(words)
}

// PeoplePage lists the accounts.
type PeoplePage struct {
	On   calendar.Date
	Rows []readiness.Person
}

// Face frames the page.
func (PeoplePage) Face() Face {
	return Face{Template: "people", Title: "People", Section: "/people", Wide: true}
}

// Posts are a person's posts today.
func (p PeoplePage) Posts(who readiness.Person) string {
	if words := posted(who, p.On); words != "" {
		return words
	}
	return "no post today"
}

// Deputy names who covers for a person today, "" when nobody does.
func (p PeoplePage) Deputy(who readiness.Person) string {
	for _, d := range who.Deputies {
		if held(d.From, d.Until, p.On) {
			return d.DeputyName + " until " + d.Until.Long()
		}
	}
	return ""
}

// Files are the list as a file.
func (p PeoplePage) Files() Files { return filesOf(len(p.Rows) > 0, peoplePath, nil) }

// PersonPage is one account with its posts and deputies, and what can be done with it.
type PersonPage struct {
	On       calendar.Date
	Person   readiness.Person
	Link     Form // makes a sign-in link
	Sessions Form // ends all sessions
	MayCover bool // the viewer may choose deputies for others
	MayGive  bool // the viewer may give reviews to others
	Cover    CoverPart
}

// Face frames the page.
func (p PersonPage) Face() Face {
	return Face{Template: "person", Title: p.Person.Name, Section: "/people", Back: "/people"}
}

// Details are who the person is.
func (p PersonPage) Details() govuk.SummaryList {
	active := govuk.SummaryText{Part: govuk.Tag{Text: "May sign in", Classes: "govuk-tag--green"}}
	if !p.Person.Active {
		active = govuk.SummaryText{Part: govuk.Tag{Text: "Blocked", Classes: "govuk-tag--red"}}
	}
	last := "Never"
	if !p.Person.LastSignIn.IsZero() {
		last = p.Person.LastSignIn.Long()
	}
	return govuk.SummaryList{Rows: []govuk.SummaryRow{
		govuk.Row("Name", p.Person.Name), govuk.Row("Email address", p.Person.Email),
		{Key: govuk.SummaryText{Text: "Account"}, Value: active},
		govuk.Row("Last signed in", last),
	}}
}

// Words say one post.
func (PersonPage) Words(post readiness.Post) string { return postWords(post) }

// Span says when a post is held.
func (PersonPage) Span(post readiness.Post) string { return span(post.From, post.Until) }

// Ended reports whether a post lies in the past.
func (p PersonPage) Ended(post readiness.Post) bool {
	return !post.Until.IsZero() && post.Until.Before(p.On)
}

// EditPersonPage makes or changes an account; ID is "" for a new one.
type EditPersonPage struct {
	ID   string
	Form Form
}

// Face frames the page.
func (p EditPersonPage) Face() Face {
	return Face{Template: "person_edit", Title: p.Heading(), Section: "/people", Back: p.Back(), Failed: p.Form.Failed()}
}

// Heading is the page's first line.
func (p EditPersonPage) Heading() string {
	if p.ID == "" {
		return "Add a person"
	}
	return "Change a person’s details"
}

// Back is the page before.
func (p EditPersonPage) Back() string {
	if p.ID == "" {
		return "/people"
	}
	return "/people/" + p.ID
}

// Action is where the form goes.
func (p EditPersonPage) Action() string {
	if p.ID == "" {
		return "/people/new"
	}
	return "/people/" + p.ID + "/edit"
}

// Fields ask who the person is.
func (p EditPersonPage) Fields() []govuk.Component {
	name, email := p.Form.Text("name", "Full name"), p.Form.Text("email", "Work email address")
	email.Type, email.Autocomplete, email.Hint.Text = "email", "off", "They sign in with it, and Sightline’s mail goes there."
	fields := []govuk.Component{name, email}
	if p.ID != "" {
		fields = append(fields, p.Form.Radios("active", "May they sign in?",
			govuk.Item{Value: "yes", Text: "Yes"},
			govuk.Item{Value: "no", Text: "No, block the account", Hint: govuk.Hint{Text: "They are signed out at once, cannot sign in, and get no more mail. Everything they did stays on record."}}))
	}
	return fields
}

// AddPostPage gives a person a post.
type AddPostPage struct {
	Person readiness.Person
	Areas  []readiness.Area
	Teams  []readiness.Team
	Form   Form
}

// Face frames the page.
func (p AddPostPage) Face() Face {
	return Face{Template: "post_add", Title: "Add a post", Section: "/people", Back: "/people/" + p.Person.ID, Failed: p.Form.Failed()}
}

// Fields ask which post and when.
func (p AddPostPage) Fields() []govuk.Component {
	area := p.Form.Select("area_id", "Which area?", govuk.Option{Text: "Choose an area"})
	for _, a := range p.Areas {
		area.Items = append(area.Items, govuk.Option{Value: a.ID, Text: a.Name})
	}
	team := p.Form.Select("team_id", "Which team?", govuk.Option{Text: "Choose a team"})
	for _, t := range p.Teams {
		text := t.Name
		if t.Area != "" {
			text += ", " + t.Area
		}
		team.Items = append(team.Items, govuk.Option{Value: t.ID, Text: text})
	}
	roles := p.Form.Radios("role", "Which post?")
	for _, r := range readiness.Roles {
		item := govuk.Item{Value: string(r), Text: sentence(r.Title())}
		switch r {
		case readiness.AreaHead:
			item.Conditional.Parts = []govuk.Component{area}
		case readiness.TeamManager:
			item.Conditional.Parts = []govuk.Component{team}
		}
		roles.Items = append(roles.Items, item)
	}
	from, until := p.Form.Date("from", "First day"), p.Form.Date("until", "Last day, if it is known")
	until.Hint.Text = "Leave this empty for a post without an end."
	return []govuk.Component{roles, from, until}
}

// EndPostPage ends a post.
type EndPostPage struct {
	Person readiness.Person
	Post   readiness.Post
	Form   Form
}

// Face frames the page.
func (p EndPostPage) Face() Face {
	return Face{Template: "post_end", Title: "End a post", Section: "/people", Back: "/people/" + p.Person.ID, Failed: p.Form.Failed()}
}

// Words say the post.
func (p EndPostPage) Words() string { return postWords(p.Post) }

// Until asks for the last day.
func (p EndPostPage) Until() govuk.DateInput {
	return p.Form.Date("until", "Last day in this post")
}

// SecretPage shows a secret for the only time: a sign-in link or a token.
type SecretPage struct {
	Kind    string // "link" or "token"
	Secret  string
	Link    string // whole address of a sign-in link
	For     string // name of the person or the token
	BackTo  string
	Section string
}

// Face frames the page.
func (p SecretPage) Face() Face {
	return Face{Template: "secret", Title: p.Heading(), Section: p.Section}
}

// Heading is the page's first line.
func (p SecretPage) Heading() string {
	if p.Kind == "link" {
		return "Sign-in link for " + p.For
	}
	return "Your new token"
}
