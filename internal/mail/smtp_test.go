package mail_test

import (
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"strings"
	"testing"

	"github.com/emersion/go-smtp"

	"github.com/sightline-readiness/sightline/internal/mail"
)

var letter = mail.Message{
	ID: "digest.7@sightline.example", To: "mo@council.example", Name: "Mo Ödegård", Subject: "What needs you today – 3 things",
	Text: "Three things need you.\n. a line with a dot", HTML: "<p>Three things need you.</p>", StopURL: "https://sightline.example/stop-mails/x", List: "Sightline <notices.sightline.example>",
}

func server(port int) mail.SMTP {
	return mail.SMTP{Host: "127.0.0.1", Port: port, From: "Sightline <no-reply@council.example>", TLS: mail.None}
}

func TestSendWritesTextAndHTML(t *testing.T) {
	t.Parallel()
	var p post
	if err := server(p.listen(t)).Send(t.Context(), letter); err != nil {
		t.Fatal(err)
	}
	got := p.taken()
	if len(got) != 1 {
		t.Fatalf("%d letters arrived, want 1", len(got))
	}
	if p.from != "no-reply@council.example" || len(p.to) != 1 || p.to[0] != "mo@council.example" {
		t.Errorf("envelope: from %q to %q", p.from, p.to)
	}
	m, err := netmail.ReadMessage(strings.NewReader(got[0]))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Message-Id": "<digest.7@sightline.example>", "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All",
		"List-Unsubscribe": "<https://sightline.example/stop-mails/x>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
		"List-Id": "Sightline <notices.sightline.example>", "Subject": letter.Subject, "User-Agent": "", "X-Mailer": "",
	} {
		value, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get(name))
		if err != nil || value != want {
			t.Errorf("%s is %q (%v), want %q", name, value, err, want)
		}
	}
	to, err := m.Header.AddressList("To")
	if err != nil || len(to) != 1 || to[0].Name != letter.Name {
		t.Errorf("To is %v (%v)", to, err)
	}
	checkParts(t, m)
}

func checkParts(t *testing.T, m *netmail.Message) {
	t.Helper()
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("content type %q (%v)", kind, err)
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for _, want := range []struct{ kind, body string }{{"text/plain", letter.Text}, {"text/html", letter.HTML}} {
		part, err := parts.NextRawPart()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(part))
		text := strings.TrimSpace(strings.ReplaceAll(string(body), "\r\n", "\n"))
		if kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type")); kind != want.kind || err != nil || text != want.body {
			t.Errorf("part %s is %q (%v), want %s %q", kind, text, err, want.kind, want.body)
		}
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	answer := func(code int) error { return &smtp.SMTPError{Code: code, Message: "no"} }
	for name, c := range map[string]struct {
		post      *post
		code      int
		permanent bool
	}{
		"unknown recipient":    {&post{onRcpt: answer(550)}, 550, true},
		"greylisted":           {&post{onRcpt: answer(451)}, 451, false},
		"content refused":      {&post{onData: answer(554)}, 554, true},
		"mailbox full for now": {&post{onData: answer(452)}, 452, false},
		"sender refused":       {&post{onMail: answer(553)}, 553, false}, // the configuration's fault
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := server(c.post.listen(t)).Send(t.Context(), letter)
			refused, ok := err.(*mail.Error)
			if !ok || refused.Code != c.code || refused.Permanent != c.permanent || mail.Permanent(err) != c.permanent {
				t.Fatalf("got %#v, want code %d, permanent %v", err, c.code, c.permanent)
			}
			if len(c.post.taken()) != 0 {
				t.Error("a refused letter was taken")
			}
		})
	}
}

func TestNobodyAnswers(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if err := server(port).Send(t.Context(), letter); err == nil || mail.Permanent(err) {
		t.Errorf("got %v, want an error that another try may mend", err)
	}
	if err := server(port).Reach(t.Context()); err == nil {
		t.Error("Reach found a server where none is")
	}
}

func TestSignIn(t *testing.T) {
	t.Parallel()
	var p post
	s := server(p.listen(t))
	s.Username, s.Password = "sightline", "wrong"
	if err := s.Send(t.Context(), letter); err == nil || mail.Permanent(err) {
		t.Errorf("a wrong password gave %v, want an error that another try may mend", err)
	}
	s.Password = "right"
	if err := s.Reach(t.Context()); err != nil {
		t.Errorf("Reach: %v", err)
	}
	if err := s.Send(t.Context(), letter); err != nil || p.signed != "sightline" || len(p.taken()) != 1 {
		t.Errorf("signed in as %q, %d letters, error %v", p.signed, len(p.taken()), err)
	}
}

func TestTLSRequired(t *testing.T) {
	t.Parallel()
	var p post
	s := server(p.listen(t))
	s.TLS = mail.Required
	if err := s.Send(t.Context(), letter); err == nil || len(p.taken()) != 0 {
		t.Errorf("a server without TLS was given the letter (error %v)", err)
	}
	s.TLS = mail.Opportunistic
	if err := s.Send(t.Context(), letter); err != nil || len(p.taken()) != 1 {
		t.Errorf("opportunistic: %v, %d letters", err, len(p.taken()))
	}
}

func TestBadMessages(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*mail.SMTP, *mail.Message){
		"no id":               func(_ *mail.SMTP, m *mail.Message) { m.ID = "" },
		"id breaks headers":   func(_ *mail.SMTP, m *mail.Message) { m.ID = "a>\r\nBcc: x@y.example" },
		"stop breaks headers": func(_ *mail.SMTP, m *mail.Message) { m.StopURL = "https://a>\r\nBcc: x@y.example" },
		"no recipient":        func(_ *mail.SMTP, m *mail.Message) { m.To = "" },
		"sender not an address": func(s *mail.SMTP, _ *mail.Message) {
			s.From = "Sightline"
		},
		"unknown policy": func(s *mail.SMTP, _ *mail.Message) { s.TLS = "maybe" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, m := server(1), letter
			spoil(&s, &m)
			if err := s.Send(t.Context(), m); !mail.Permanent(err) {
				t.Errorf("got %v, want a permanent error", err)
			}
		})
	}
}

// What goes wrong after the server took the letter must not send it twice.
func TestHangUpAfterTaking(t *testing.T) {
	t.Parallel()
	p := post{hangUp: true}
	if err := server(p.listen(t)).Send(t.Context(), letter); err != nil || len(p.taken()) != 1 || p.closed != nil {
		t.Errorf("got %v, %d letters, hang-up %v", err, len(p.taken()), p.closed)
	}
}

// Without encryption a mail program must not act by itself, and a letter that nobody may turn off says nothing about it.
func TestStopHeaders(t *testing.T) {
	t.Parallel()
	for stop, want := range map[string][2]string{"": {"", ""}, "http://127.0.0.1/stop": {"<http://127.0.0.1/stop>", ""}} {
		var p post
		m := letter
		m.StopURL = stop
		if err := server(p.listen(t)).Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		got, err := netmail.ReadMessage(strings.NewReader(p.taken()[0]))
		if err != nil {
			t.Fatal(err)
		}
		if got.Header.Get("List-Unsubscribe") != want[0] || got.Header.Get("List-Unsubscribe-Post") != want[1] {
			t.Errorf("%q: %q and %q", stop, got.Header.Get("List-Unsubscribe"), got.Header.Get("List-Unsubscribe-Post"))
		}
	}
}
