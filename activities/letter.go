package activities

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	htmltemplate "html/template"
	"strconv"
	"strings"
	texttemplate "text/template"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

//go:embed letters
var letters embed.FS

var (
	textLetters = texttemplate.Must(texttemplate.New("").ParseFS(letters, "letters/*.txt"))
	htmlLetters = htmltemplate.Must(htmltemplate.New("").Funcs(htmltemplate.FuncMap{
		"inc":  func(i int) int { return i + 1 },
		"part": func(p letterPage, g letterGroup) letterPart { return letterPart{p, g} },
	}).ParseFS(letters, "letters/*.html"))
)

// A letter is a mail as a person reads it. It never names a child or a case: notices do not, and nothing else is in it.
type letter struct{ Subject, Text, HTML string }

// letterPage is what the templates see.
type letterPage struct {
	Name    string
	What    string // the first thing in it, with its article
	Day     string
	Address string
	Cover   []string // whose work comes here too, and whose goes to somebody else, in sentences
	Groups  []letterGroup
	Fixed   bool // something in it cannot be turned off
	Stops   []letterStop
	Anchor  string
}

// Lower is What inside a sentence.
func (p letterPage) Lower() string { return strings.ToLower(p.What[:1]) + p.What[1:] }

// letterGroup is the notices of one kind under one heading; the same words about several things stand once, with their number.
type letterGroup struct {
	Kind    readiness.NoticeKind
	Heading string
	Lines   []letterLine
	Things  int // reviews, actions, points and pieces of evidence, or notices that are about none of them
	Actions int // of these
	Points  int // of these

	Criteria, Cycles int // of the self-assessment
	Pieces           int // of evidence, of these
}

type letterLine struct {
	For     string // for whom a deputy gets it
	Why     string
	Link    string   // what its button says
	Links   []string // paths, one for each thing
	Further int      // things beyond those that have a button here
}

// letterPart is what the template of one group's lines sees.
type letterPart struct {
	Page  letterPage
	Group letterGroup
}

// letterStop is the link that turns one kind off.
type letterStop struct{ Title, Path string }

// linksShown is how many buttons one line has at most: the rest stand on the start page, where they are sorted.
const linksShown = 10

// A lead is where a button leads from the page of its thing, and what the button says.
type lead struct{ path, words string }

// reviewLeads, actionLeads and pointLeads say for each kind of notice where its button leads. What is not there leads to the thing.
var (
	reviewLeads = map[readiness.NoticeKind]lead{
		readiness.Escalated:    {"/decide", "Decide"},
		readiness.SignOffAsked: {"/sign-off", "Read and sign off"},
		readiness.SecondLookAt: {"/second-look", "Take the second look"},
		readiness.Informed:     {"", "Open the review"},
		readiness.Returned:     {"", "Complete the review"},
		readiness.Assigned:     {"", "Begin the review"},
		readiness.Reminder:     {"", "Do the review"},
	}
	actionLeads = map[readiness.NoticeKind]lead{
		readiness.Escalated:   {"/decide", "Decide"},
		readiness.VerifyAsked: {"", "Check the action"},
		readiness.Proposed:    {"/agree", "Read and agree"},
		readiness.Informed:    {"", "Open the action"},
		readiness.Returned:    {"", "Open the action"},
		readiness.Assigned:    {"", "Open the action"},
		readiness.Reminder:    {"/update", "Say where it stands"},
	}
	pointLeads = map[readiness.NoticeKind]lead{
		readiness.Escalated: {"/decide", "Decide"},
		readiness.Informed:  {"", "Open the point"},
		readiness.Returned:  {"/answer", "Answer it"},
		readiness.Assigned:  {"/answer", "Answer it"},
		readiness.Reminder:  {"", "Open the point"},
	}
)

// appraisalLeads are for criteria of the self-assessment, assessmentLeads for the whole of it.
var (
	appraisalLeads = map[readiness.NoticeKind]lead{
		readiness.Escalated:   {"/decide", "Decide"},
		readiness.VerifyAsked: {"", "Open the criterion"},
		readiness.Informed:    {"", "Open the criterion"},
		readiness.Returned:    {"/write", "Write it again"},
		readiness.Assigned:    {"", "Open the criterion"},
		readiness.Reminder:    {"", "Open the criterion"},
	}
	assessmentLeads = map[readiness.NoticeKind]lead{
		readiness.Escalated:    {"/decide", "Decide"},
		readiness.SignOffAsked: {"", "Read and sign"},
		readiness.Informed:     {"", "Open the self-assessment"},
		readiness.Returned:     {"", "Read and sign again"},
		readiness.Assigned:     {"", "Open the self-assessment"},
		readiness.Reminder:     {"", "Open the self-assessment"},
	}
)

// leadOf is where the button of a notice leads, and what it says; "" when the notice is about no thing.
func leadOf(n readiness.Notice, kind readiness.NoticeKind) (thing, path, words string) {
	switch {
	case n.PointID != "":
		l := pointLeads[kind]
		return n.PointID, "/points/" + n.PointID + l.path, l.words
	case n.ActionID != "":
		l := actionLeads[kind]
		return n.ActionID, "/actions/" + n.ActionID + l.path, l.words
	case n.AppraisalID != "":
		l := appraisalLeads[kind]
		return n.AppraisalID, "/criteria/" + n.AppraisalID + l.path, l.words
	case n.AssessmentID != "":
		l := assessmentLeads[kind]
		return n.AssessmentID, "/self-assessments/" + n.AssessmentID + l.path, l.words
	case n.EvidenceID != "":
		return n.EvidenceID, "/evidence/" + n.EvidenceID, "Look at the evidence"
	case n.ReviewID != "":
		l := reviewLeads[kind]
		return n.ReviewID, "/reviews/" + n.ReviewID + l.path, l.words
	}
	return "", "", reviewLeads[kind].words
}

func digestLetter(m readiness.Outgoing, address string, day calendar.Date) letter {
	page := pageFor(m, address, day.Full())
	return write("digest", subjectOf(page.Groups), page)
}

func actNowLetter(m readiness.Outgoing, address string) letter {
	page := pageFor(m, address, "")
	subject := page.What + " waits for your decision"
	if len(m.Notices) > 1 {
		subject = subjectOf(page.Groups)
	}
	return write("act-now", subject, page)
}

func pageFor(m readiness.Outgoing, address, day string) letterPage {
	page := letterPage{Name: m.Name, Day: day, Address: address, Anchor: m.Anchor, Cover: coverOf(m), What: "A case review"}
	if len(m.Notices) > 0 && m.Notices[0].ActionID != "" {
		page.What = "An improvement action"
	}
	if len(m.Notices) > 0 && m.Notices[0].PointID != "" {
		page.What = "A point from a meeting"
	}
	if len(m.Notices) > 0 && m.Notices[0].AppraisalID != "" {
		page.What = "A criterion of the self-assessment"
	}
	if len(m.Notices) > 0 && m.Notices[0].AssessmentID != "" {
		page.What = "A late signature"
	}
	for _, k := range readiness.MailKinds {
		if g := groupOf(m.Notices, k); g.Things > 0 {
			page.Groups, page.Fixed = append(page.Groups, g), page.Fixed || k.Fixed
		}
		for _, s := range m.Stops {
			if s.Kind == k.Kind {
				page.Stops = append(page.Stops, letterStop{k.Title, stopPath + s.Secret})
			}
		}
	}
	return page
}

// stopPath is where the links that turn mails off lead.
const stopPath = "/stop-mails/"

// coverOf says who covers for whom on that day.
func coverOf(m readiness.Outgoing) []string {
	var said []string
	for _, c := range m.Cover {
		if c.For == m.Name {
			said = append(said, c.By+" covers for you until "+c.Until.Long()+" and gets what would reach you.")
			continue
		}
		said = append(said, "You cover for "+c.For+" until "+c.Until.Long()+": what would reach "+c.For+" comes to you.")
	}
	return said
}

func groupOf(notices []readiness.Notice, k readiness.MailKind) letterGroup {
	g := letterGroup{Kind: k.Kind, Heading: k.Title}
	at, things := map[letterWords]int{}, map[string]bool{}
	for _, n := range notices {
		if grouped(n.Kind) != k.Kind {
			continue
		}
		thing, path, button := leadOf(n, k.Kind)
		words := letterWords{n.For, n.Why}
		i, known := at[words]
		if !known {
			i, at[words] = len(g.Lines), len(g.Lines)
			g.Lines = append(g.Lines, letterLine{For: n.For, Why: n.Why, Link: button})
		}
		if thing == "" || !things[thing] {
			g.count(n)
		}
		if thing != "" {
			things[thing] = true
			g.Lines[i].add(path)
		}
	}
	return g
}

// count counts what a notice is about.
func (g *letterGroup) count(n readiness.Notice) {
	g.Things++
	switch {
	case n.ActionID != "":
		g.Actions++
	case n.PointID != "":
		g.Points++
	case n.AppraisalID != "":
		g.Criteria++
	case n.AssessmentID != "":
		g.Cycles++
	case n.EvidenceID != "":
		g.Pieces++
	}
}

// letterWords are what one line says.
type letterWords struct{ forWhom, why string }

func (l *letterLine) add(path string) {
	if len(l.Links) == linksShown {
		l.Further++
		return
	}
	l.Links = append(l.Links, path)
}

// grouped is the kind under which a notice stands: a kind that has no heading of its own is for information, never left out.
func grouped(kind readiness.NoticeKind) readiness.NoticeKind {
	for _, k := range readiness.MailKinds {
		if k.Kind == kind {
			return kind
		}
	}
	return readiness.Informed
}

// said are the words for one and for several things of a kind in a subject; what they are stands in front.
var said = map[readiness.NoticeKind][2]string{
	readiness.SignOffAsked: {"waits for your signature", "wait for your signature"},
	readiness.SecondLookAt: {"waits for your second look", "wait for your second look"},
	readiness.VerifyAsked:  {"waits for your check", "wait for your check"},
	readiness.Proposed:     {"waits for you to agree it", "wait for you to agree them"},
	readiness.Returned:     {"came back to you", "came back to you"},
	readiness.Assigned:     {"is yours now", "are yours now"},
	readiness.Reminder:     {"is due soon or late", "are due soon or late"},
	readiness.Escalated:    {"waits for you", "wait for you"},
	readiness.Approaching:  {"is nearly long-open", "are nearly long-open"},
	readiness.Informed:     {"to know", "to know"},
}

// noun is what a group's things are, one of them; of several kinds all but the last stand in the plural.
func (g letterGroup) noun() string {
	switch g.Kind {
	case readiness.Escalated:
		return "decision"
	case readiness.Informed:
		return "thing"
	case readiness.Approaching:
		return "case"
	}
	switch g.Things {
	case g.Points:
		return "point"
	case g.Actions:
		return "action"
	case g.Pieces:
		return "piece of evidence"
	case g.Criteria:
		return "criterion"
	case g.Cycles:
		return "self-assessment"
	}
	switch {
	case g.Points+g.Pieces+g.Criteria+g.Cycles > 0:
		return "thing"
	case g.Actions > 0:
		return "reviews and action"
	}
	return "review"
}

// words say how many things of which kind a group holds, and what they want.
func (g letterGroup) words() string {
	noun := g.noun()
	if g.Things == 1 {
		return "1 " + noun + " " + said[g.Kind][0]
	}
	nouns := plurals.Replace(noun + "s")
	return strconv.Itoa(g.Things) + " " + nouns + " " + said[g.Kind][1]
}

// plurals mends those that no letter s makes.
var plurals = strings.NewReplacer("piece of evidences", "pieces of evidence", "criterions", "criteria")

// subjectOf says the most pressing thing first, then the next, and counts the rest: more would not fit on a phone.
func subjectOf(groups []letterGroup) string {
	var parts []string
	more := 0
	for i, g := range groups {
		if i >= 2 {
			more += g.Things
			continue
		}
		parts = append(parts, g.words())
	}
	if more > 0 {
		parts = append(parts, strconv.Itoa(more)+" more")
	}
	return strings.Join(parts, ", ")
}

func write(name, subject string, page letterPage) letter {
	var text, html bytes.Buffer
	must(textLetters.ExecuteTemplate(&text, name+".txt", page))
	must(htmlLetters.ExecuteTemplate(&html, name+".html", page))
	return letter{Subject: subject, Text: text.String(), HTML: html.String()}
}

// must is for embedded templates over typed pages: an error is a fault of the program, found by the letters' test.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// messageID is the same for every try of the same mail and tells nothing about it.
func messageID(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:16]) + "@sightline"
}
