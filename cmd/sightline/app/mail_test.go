package app_test

import (
	"errors"
	"io"
	"net"
	"strings"
	"testing"

	"github.com/emersion/go-smtp"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/cmd/sightline/app"
	"github.com/sightline-readiness/sightline/readiness"
)

// inbox is a mail server that answers every recipient with one error, or takes the mail.
type inbox struct {
	answer error
	letter string
}

func (i *inbox) Mail(string, *smtp.MailOptions) error { return nil }
func (i *inbox) Rcpt(string, *smtp.RcptOptions) error { return i.answer }
func (i *inbox) Reset()                               {}
func (i *inbox) Logout() error                        { return nil }
func (i *inbox) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	i.letter = string(data)
	return err
}

func (i *inbox) listen(t *testing.T) app.Config {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return i, nil }))
	done := make(chan error, 1)
	go func() { done <- s.Serve(l) }()
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		<-done
	})
	c := app.Default()
	c.SMTPHost, c.SMTPPort, c.SMTPTLS, c.MailFrom = "127.0.0.1", l.Addr().(*net.TCPAddr).Port, "none", "sightline@council.example"
	c.Address = "https://sightline.council.example"
	return c
}

var outgoing = activities.OutgoingMail{MessageID: "x@sightline", To: "mo@council.example", Name: "Mo", Subject: "What needs you", Text: "Two things.", HTML: "<p>Two things.</p>"}

func TestWithoutAServerMailsAreKept(t *testing.T) {
	t.Parallel()
	if sent, err := app.Default().Letters().Send(t.Context(), outgoing); sent || err != nil {
		t.Errorf("sent %v, error %v", sent, err)
	}
}

func TestMailLeaves(t *testing.T) {
	t.Parallel()
	var i inbox
	if sent, err := i.listen(t).Letters().Send(t.Context(), outgoing); !sent || err != nil {
		t.Fatalf("sent %v, error %v", sent, err)
	}
	if !strings.Contains(i.letter, "List-Id: Sightline <notices.sightline.council.example>") || !strings.Contains(i.letter, "Message-ID: <x@sightline>") {
		t.Errorf("the letter reads\n%s", i.letter)
	}
}

// A refusal for good must not be tried again, and no error may carry the address into a history.
func TestMailRefused(t *testing.T) {
	t.Parallel()
	for code, final := range map[int]bool{550: true, 451: false} {
		i := inbox{answer: &smtp.SMTPError{Code: code, Message: "mo@council.example is not here"}}
		sent, err := i.listen(t).Letters().Send(t.Context(), outgoing)
		if sent || err == nil || readiness.Invalid.Is(err) != final {
			t.Errorf("%d: sent %v, error %v, want final %v", code, sent, err, final)
		}
		for e := err; e != nil; e = errors.Unwrap(e) {
			if strings.Contains(e.Error(), "council.example") {
				t.Errorf("%d: the address stands in %q", code, e)
			}
		}
	}
}
