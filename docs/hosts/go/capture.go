// Package goodword keeps by whose links a visitor came, and tells Goodword of new accounts.
package goodword

import (
	"net/http"
	"regexp"
	"strings"
)

// Options of Capture: the query parameter ("ref"), the days of the program's attribution window
// (90), and, where they are needed, the cookie's domain and whether a visitor consents.
type Options struct {
	Name, Domain string
	Days         int
	Consent      func(*http.Request) bool
}

// Capture keeps the first touch and the latest, until the visitor signs up.
func Capture(o Options, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		touch, value := r.URL.Query().Get(o.Name), r.URL.Query().Get(o.Name)
		kept := tokens(cookie(r))
		if len(kept) > 0 {
			value = kept[0] + ".." + touch
		}
		isNew := r.Method == http.MethodGet && token.MatchString(touch) && !contains(kept, touch)
		if isNew && (o.Consent == nil || o.Consent(r)) {
			http.SetCookie(w, &http.Cookie{
				Name: "gw_ref", Value: value, Path: "/", Domain: o.Domain, MaxAge: o.Days * 86_400,
				HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode,
			})
			w.Header().Set("Cache-Control", "private") // no cache between hands it to others
		}
		next.ServeHTTP(w, r)
	})
}

var token = regexp.MustCompile(`^[\w-]{1,64}\.\d{1,12}\.[\w-]{1,512}$`)

func cookie(r *http.Request) string {
	if found, err := r.Cookie("gw_ref"); err == nil {
		return found.Value
	}
	return ""
}

func tokens(text string) (found []string) {
	for _, it := range strings.Split(text, "..") {
		if token.MatchString(it) && len(found) < 2 {
			found = append(found, it)
		}
	}
	return found
}

func contains(found []string, touch string) bool {
	return strings.Contains(".."+strings.Join(found, "..")+"..", ".."+touch+"..")
}
