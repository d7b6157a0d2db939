package activities

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	htmltemplate "html/template"
	"strconv"
	texttemplate "text/template"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

//go:embed letters
var letters embed.FS

var (
	textLetters = texttemplate.Must(texttemplate.New("").ParseFS(letters, "letters/*.txt"))
	htmlLetters = htmltemplate.Must(htmltemplate.New("").Funcs(htmltemplate.FuncMap{"inc": func(i int) int { return i + 1 }}).ParseFS(letters, "letters/*.html"))
)

// A letter is a mail as a person reads it. It never names a child or a case: notices do not, and nothing else is in it.
type letter struct{ Subject, Text, HTML string }

// letterPage is what the templates see.
type letterPage struct {
	Name    string
	Day     string
	Address string
	Groups  []letterGroup
	Total   int
	Anchor  string
}

// letterGroup is the notices of one kind under one heading; the same words about several reviews stand once, with their number.
type letterGroup struct {
	Heading string
	Lines   []letterLine
}

type letterLine struct {
	Why   string
	Links []string // paths, one for each review
}

// groupings fixes what a digest shows first: what must be decided, then what comes nearer.
var groupings = []struct {
	kind    readiness.NoticeKind
	heading string
}{
	{readiness.Escalated, "Decide"},
	{readiness.SignOffAsked, "Sign off"},
	{readiness.SecondLookAt, "Look again"},
	{readiness.Returned, "Came back to you"},
	{readiness.Assigned, "Yours now"},
	{readiness.Reminder, "Due soon or late"},
	{readiness.Approaching, "Nearly long-open"},
	{readiness.Informed, "For information"},
}

func digestLetter(m readiness.Outgoing, address string, day calendar.Date) letter {
	subject := "1 thing about case reviews, " + day.Long()
	if len(m.Notices) != 1 {
		subject = strconv.Itoa(len(m.Notices)) + " things about case reviews, " + day.Long()
	}
	return write("digest", subject, pageFor(m, address, day.Full()))
}

func actNowLetter(m readiness.Outgoing, address string) letter {
	return write("act-now", "A case review waits for your decision", pageFor(m, address, ""))
}

func pageFor(m readiness.Outgoing, address, day string) letterPage {
	page := letterPage{Name: m.Name, Day: day, Address: address, Total: len(m.Notices), Anchor: m.Anchor}
	for _, g := range groupings {
		if lines := linesOf(m.Notices, g.kind); len(lines) > 0 {
			page.Groups = append(page.Groups, letterGroup{Heading: g.heading, Lines: lines})
		}
	}
	return page
}

func linesOf(notices []readiness.Notice, kind readiness.NoticeKind) []letterLine {
	var lines []letterLine
	at := map[string]int{}
	for _, n := range notices {
		if grouped(n.Kind) != kind {
			continue
		}
		i, known := at[n.Why]
		if !known {
			i = len(lines)
			at[n.Why] = i
			lines = append(lines, letterLine{Why: n.Why})
		}
		if n.ReviewID != "" {
			lines[i].Links = append(lines[i].Links, "/reviews/"+n.ReviewID)
		}
	}
	return lines
}

// grouped is the kind under which a notice stands: a kind that has no heading of its own is for information, never left out.
func grouped(kind readiness.NoticeKind) readiness.NoticeKind {
	for _, g := range groupings {
		if g.kind == kind {
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
