package mail

import (
	"errors"
	"fmt"
	"net/mail"
	"strings"

	gomail "github.com/wneessen/go-mail"
)

// A Message is one mail to one person.
type Message struct {
	ID      string // the Message-ID without angle brackets: the same for every try
	To      string // bare address
	Name    string // of the person, "" for none
	Subject string
	Text    string
	HTML    string // "" sends text alone
	StopURL string // where its reader turns such mails off (RFC 2369); over https also with one click (RFC 8058); "" leaves the headers out
	List    string // the List-Id, such as "Sightline <notices.sightline.example>"; "" leaves the header out
}

// compose writes the message. Auto-Submitted and X-Auto-Response-Suppress keep absence notes from answering a machine (RFC 3834).
func (s SMTP) compose(m Message) (*gomail.Msg, error) {
	if m.ID == "" || strings.ContainsAny(m.ID, "<> \r\n") {
		return nil, errors.New("mail: a message needs an id without spaces or brackets")
	}
	from, err := mail.ParseAddress(s.From)
	if err != nil {
		return nil, fmt.Errorf("mail: the sender %q: %w", s.From, err)
	}
	if strings.ContainsAny(m.StopURL, "<> \r\n") {
		return nil, errors.New("mail: the address that turns mails off has spaces or brackets in it")
	}
	letter := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	letter.FromMailAddress(from)
	if err := letter.AddToFormat(m.Name, m.To); err != nil {
		return nil, fmt.Errorf("mail: the recipient's address: %w", err)
	}
	letter.Subject(m.Subject)
	letter.SetDate()
	letter.SetMessageIDWithValue(m.ID)
	letter.SetGenHeader("Auto-Submitted", "auto-generated")
	letter.SetGenHeader(gomail.HeaderXAutoResponseSuppress, "All")
	if m.List != "" {
		letter.SetGenHeader("List-Id", m.List)
	}
	if m.StopURL != "" {
		letter.SetGenHeader(gomail.HeaderListUnsubscribe, "<"+m.StopURL+">")
	}
	if strings.HasPrefix(m.StopURL, "https://") {
		letter.SetGenHeader(gomail.HeaderListUnsubscribePost, "List-Unsubscribe=One-Click")
	}
	letter.SetBodyString(gomail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		letter.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	}
	return letter, nil
}
