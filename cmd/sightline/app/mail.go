package app

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/mail"
	"github.com/sightline-readiness/sightline/readiness"
)

// letters sends the activities' mails. Without a server it sends nothing, and the mail is kept for the page that shows mails.
type letters struct {
	server mail.SMTP
	list   string
}

var _ activities.Mail = letters{}

func (c Config) mailServer() mail.SMTP {
	return mail.SMTP{
		Host: c.SMTPHost, Port: c.SMTPPort, Username: c.SMTPUsername, Password: c.SMTPPassword.Reveal(), From: c.MailFrom, TLS: mail.TLS(c.SMTPTLS),
	}
}

func (c Config) letters() letters {
	l := letters{server: c.mailServer(), list: "Sightline <notices.sightline.invalid>"}
	if u, err := url.Parse(c.PublicAddress()); err == nil && u.Hostname() != "" {
		l.list = "Sightline <notices." + u.Hostname() + ">"
	}
	return l
}

// Send hands a mail over. A refusal for good is a readiness.Error, which is not tried again. No error names the address: errors reach histories.
func (l letters) Send(ctx context.Context, m activities.OutgoingMail) (bool, error) {
	if l.server.Host == "" {
		return false, nil
	}
	err := l.server.Send(ctx, mail.Message{ID: m.MessageID, To: m.To, Name: m.Name, Subject: m.Subject, Text: m.Text, HTML: m.HTML, StopURL: m.StopURL, List: l.list})
	var refused *mail.Error
	switch {
	case err == nil:
		return true, nil
	case errors.As(err, &refused) && refused.Permanent:
		return false, readiness.Errorf(readiness.Invalid, "The mail server refused this mail for good (answer %d). Check the person's address.", refused.Code)
	case errors.As(err, &refused) && refused.Code != 0:
		return false, fmt.Errorf("the mail server does not take this mail now (answer %d)", refused.Code)
	}
	return false, errors.New("the mail server does not answer")
}
