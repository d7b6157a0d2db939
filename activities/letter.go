package activities

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	htmltemplate "html/template"
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
	Wants   string // what an act-now mail is sent for
}

// wants are what each kind that is mailed at once wants of its reader.
var wants = map[readiness.NoticeKind]string{
	readiness.Escalated: "waits for your decision", readiness.Called: "begins: Ofsted have rung", readiness.Concern: "needs you today",
}

// Lower is What inside a sentence.
func (p letterPage) Lower() string { return strings.ToLower(p.What[:1]) + p.What[1:] }

// letterGroup is the notices of one kind under one heading; the same words about several things stand once, with their number.
type letterGroup struct {
	Kind    readiness.NoticeKind
	Heading string
	Lines   []letterLine
	Things  int            // that the notices are about, or notices that are about none
	Of      map[string]int // of these, by noun
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

func digestLetter(m readiness.Outgoing, address string, day calendar.Date) letter {
	page := pageFor(m, address, day.Full())
	return write("digest", subjectOf(page.Groups), page)
}

func actNowLetter(m readiness.Outgoing, address string) letter {
	page := pageFor(m, address, "")
	if len(m.Notices) > 0 {
		page.Wants = wants[m.Notices[0].Kind]
	}
	subject := page.What + " " + page.Wants
	if len(m.Notices) > 1 {
		subject = subjectOf(page.Groups)
	}
	return write("act-now", subject, page)
}

func pageFor(m readiness.Outgoing, address, day string) letterPage {
	page := letterPage{Name: m.Name, Day: day, Address: address, Anchor: m.Anchor, Cover: coverOf(m), What: "A case review"}
	if len(m.Notices) > 0 {
		noun, _ := m.Notices[0].About()
		if m, known := matters[noun]; known {
			page.What = m.what
		}
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
	g := letterGroup{Kind: k.Kind, Heading: k.Title, Of: map[string]int{}}
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

// count counts what a notice is about; one that is about nothing that has a page is about the reviews of a place.
func (g *letterGroup) count(n readiness.Notice) {
	noun, _ := n.About()
	if matters[noun].path == "" {
		noun = readiness.ReviewNoun
	}
	g.Things++
	g.Of[noun]++
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
