package workflows_test

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"

	commonpb "go.temporal.io/api/common/v1"
	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/workflows"
)

func seal(t testing.TB, keys ...string) *workflows.Seal {
	t.Helper()
	s, err := workflows.NewSeal(strings.Join(keys, "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func payload(text string) *commonpb.Payload {
	return &commonpb.Payload{Metadata: map[string][]byte{"encoding": []byte("json/plain")}, Data: []byte(text)}
}

func encode(t testing.TB, s *workflows.Seal, p *commonpb.Payload) *commonpb.Payload {
	t.Helper()
	sealed, err := s.Encode([]*commonpb.Payload{p})
	if err != nil || len(sealed) != 1 {
		t.Fatal(len(sealed), err)
	}
	return sealed[0]
}

func TestSealRoundTrip(t *testing.T) {
	t.Parallel()
	s := seal(t, workflows.NewKey("a"))
	rapid.Check(t, func(t *rapid.T) {
		var plain []*commonpb.Payload
		for range rapid.IntRange(0, 4).Draw(t, "payloads") {
			plain = append(plain, &commonpb.Payload{
				Metadata: map[string][]byte{"encoding": []byte("json/plain"), "messageType": rapid.SliceOf(rapid.Byte()).Draw(t, "type")},
				Data:     rapid.SliceOf(rapid.Byte()).Draw(t, "data"),
			})
		}
		sealed, err := s.Encode(plain)
		if err != nil {
			t.Fatal(err)
		}
		opened, err := s.Decode(sealed)
		if err != nil || len(opened) != len(plain) {
			t.Fatal(len(opened), err)
		}
		for i := range plain {
			if !proto.Equal(plain[i], opened[i]) {
				t.Fatalf("got %v, want %v", opened[i], plain[i])
			}
			if len(plain[i].Data) > 3 && bytes.Contains(sealed[i].Data, plain[i].Data) {
				t.Fatal("the sealed payload holds the plain one")
			}
		}
	})
}

func TestSealShowsItsKeyAndNothingElse(t *testing.T) {
	t.Parallel()
	s := seal(t, workflows.NewKey("2026-03"))
	one, two := encode(t, s, payload(`"why"`)), encode(t, s, payload(`"why"`))
	if string(one.Metadata["encoding"]) != "binary/encrypted" || string(one.Metadata["encryption-key-id"]) != "2026-03" || len(one.Metadata) != 2 {
		t.Errorf("metadata %v", one.Metadata)
	}
	if bytes.Equal(one.Data, two.Data) {
		t.Error("the same words are sealed the same way twice: whoever sees both knows that they are the same")
	}
}

func TestSealDuringARotation(t *testing.T) {
	t.Parallel()
	a, b := workflows.NewKey("a"), workflows.NewKey("b")
	before, during, after := seal(t, a), seal(t, b, a), seal(t, b)
	old, fresh := encode(t, before, payload("1")), encode(t, during, payload("2"))
	if string(fresh.Metadata["encryption-key-id"]) != "b" {
		t.Errorf("the first key seals: got %s", fresh.Metadata["encryption-key-id"])
	}
	opened, err := during.Decode([]*commonpb.Payload{old, fresh})
	if err != nil || string(opened[0].Data) != "1" || string(opened[1].Data) != "2" {
		t.Errorf("both keys open: %v, %v", opened, err)
	}
	if _, err := after.Decode([]*commonpb.Payload{old}); err == nil || !strings.Contains(err.Error(), `"a" is not among the keys`) {
		t.Errorf("without the old key: %v", err)
	}
}

func TestSealNoticesTampering(t *testing.T) {
	t.Parallel()
	s := seal(t, workflows.NewKey("a"), workflows.NewKey("b"))
	for name, change := range map[string]func(*commonpb.Payload){
		"a bit of the words":   func(p *commonpb.Payload) { p.Data[len(p.Data)-1] ^= 1 },
		"a bit of the nonce":   func(p *commonpb.Payload) { p.Data[0] ^= 1 },
		"cut short":            func(p *commonpb.Payload) { p.Data = p.Data[:len(p.Data)-1] },
		"cut to less than all": func(p *commonpb.Payload) { p.Data = p.Data[:5] },
		"emptied":              func(p *commonpb.Payload) { p.Data = nil },
		"another key's name":   func(p *commonpb.Payload) { p.Metadata["encryption-key-id"] = []byte("b") },
		"no key's name":        func(p *commonpb.Payload) { delete(p.Metadata, "encryption-key-id") },
	} {
		p := encode(t, s, payload(`"outcome"`))
		change(p)
		if opened, err := s.Decode([]*commonpb.Payload{p}); err == nil {
			t.Errorf("%s: opened %v", name, opened)
		}
	}
}

func TestSealPassesOverWhatWasNeverSealed(t *testing.T) {
	t.Parallel()
	plain := payload(`{"from":"before"}`)
	opened, err := seal(t, workflows.NewKey("a")).Decode([]*commonpb.Payload{plain})
	if err != nil || !proto.Equal(opened[0], plain) {
		t.Errorf("got %v, %v", opened, err)
	}
}

func TestSealReadsItsKeys(t *testing.T) {
	t.Parallel()
	short := base64.StdEncoding.EncodeToString(make([]byte, 16))
	a := workflows.NewKey("a")
	for name, c := range map[string]struct{ keys, words string }{
		"none":              {"", "there is no payload key"},
		"comments alone":    {"# a key goes here\n\n", "there is no payload key"},
		"no id":             {":" + a[2:], "must read"},
		"no colon":          {a[2:], "must read"},
		"not base64":        {"a:???", "must read"},
		"16 bytes":          {"a:" + short, "must read"},
		"an id twice":       {a + "\n" + workflows.NewKey("a"), `"a" stands there twice`},
		"with space around": {"  # rotated in March\n\n " + a + " \r\n", ""},
	} {
		_, err := workflows.NewSeal(c.keys)
		if (err == nil) != (c.words == "") || (err != nil && !strings.Contains(err.Error(), c.words)) {
			t.Errorf("%s: got %v, want %q", name, err, c.words)
		}
		if err != nil && strings.Contains(err.Error(), a[2:]) {
			t.Errorf("%s: the error shows the key", name)
		}
	}
	if workflows.NewKey("a") == a {
		t.Error("two new keys are the same")
	}
}
