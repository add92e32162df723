namespace EmotionOnnx.Training.Reporting.Html;

/// <summary>The page's looks: light, dark, and on paper. The colours of figures are those of Okabe and Ito, which the colour-blind tell apart.</summary>
internal static class StyleSheet
{
    public const string Text = """
        :root { --back: #ffffff; --panel: #f5f7fa; --ink: #1a2230; --soft: #5b6676; --line: #dde3ea; --blue: #0072b2; --green: #009e73; --orange: #e08a00; --red: #b64400; --tint: #fff6e5; }
        @media (prefers-color-scheme: dark) { :root { --back: #12161c; --panel: #1b212a; --ink: #e4e9f0; --soft: #9aa7b8; --line: #2f3844; --blue: #4aa8e0; --green: #2cc39a; --orange: #f0b03f; --red: #ff8f5a; --tint: #2c2412; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 68rem; background: var(--back); color: var(--ink); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
        h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .4rem; letter-spacing: -.01em; }
        h2 { font-size: 1.2rem; margin: 2.6rem 0 .8rem; padding-top: 1rem; border-top: 1px solid var(--line); }
        p { margin: .6rem 0; max-width: 52rem; }
        .subtitle, figcaption, .hint, .facts { color: var(--soft); }
        nav { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; margin-top: 1rem; font-size: .9rem; }
        a { color: var(--blue); text-decoration: none; }
        a:hover, a:focus { text-decoration: underline; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .8rem; margin: 1rem 0; }
        .tile { background: var(--panel); border-radius: 10px; padding: .8rem 1rem; display: flex; flex-direction: column; }
        .tile .name { font-size: .85rem; color: var(--soft); }
        .tile strong { font-size: 1.9rem; line-height: 1.25; font-variant-numeric: tabular-nums; letter-spacing: -.02em; }
        .tile .hint { font-size: .8rem; }
        .caution { background: var(--tint); border-left: 4px solid var(--orange); border-radius: 0 8px 8px 0; padding: .7rem 1rem; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
        th, td { padding: .32rem .7rem; text-align: left; border-bottom: 1px solid var(--line); vertical-align: middle; }
        thead th { color: var(--soft); font-weight: 600; white-space: nowrap; border-bottom: 2px solid var(--line); }
        tbody th { font-weight: 500; white-space: nowrap; }
        td.n, th.n { text-align: right; white-space: nowrap; }
        td.bars, th.bars { padding-left: 1.1rem; }
        .key { margin-right: .8rem; font-weight: 500; white-space: nowrap; }
        .key::before { content: ""; display: inline-block; width: .7em; height: .7em; border-radius: 2px; margin-right: .35em; background: currentColor; }
        .key.precision { color: var(--blue); } .key.recall { color: var(--green); } .key.f1 { color: var(--orange); }
        svg { display: block; max-width: 100%; height: auto; }
        svg.bars { height: 18px; width: 150px; }
        svg text { fill: var(--soft); font: 11px system-ui, sans-serif; }
        rect.track { fill: var(--line); opacity: .55; } rect.precision { fill: var(--blue); } rect.recall { fill: var(--green); } rect.f1 { fill: var(--orange); }
        .grid { stroke: var(--line); stroke-width: 1; } .axis { stroke: var(--soft); stroke-width: 1; }
        .honest { stroke: var(--soft); stroke-width: 1.5; stroke-dasharray: 5 4; }
        .bin { fill: var(--blue); opacity: .55; } .bin.few { opacity: .22; } .count { fill: var(--soft); opacity: .6; }
        .point { fill: var(--ink); } .point.few { fill: var(--soft); } .point.best { fill: var(--orange); }
        .curve { fill: none; stroke: var(--blue); stroke-width: 2; }
        figure { margin: 0; } figure.table { margin: 1.1rem 0; } figcaption { font-size: .9rem; margin-bottom: .5rem; max-width: 52rem; }
        .beside { display: flex; flex-wrap: wrap; gap: 1.6rem 2rem; margin: 1.2rem 0; }
        .matrix th, .matrix td { padding: .2rem .35rem; text-align: center; border: 1px solid var(--line); min-width: 2.1rem; }
        .matrix.many { font-size: .7rem; } .matrix.many th, .matrix.many td { padding: .15rem .1rem; min-width: 1.75rem; }
        .matrix tbody th { text-align: right; white-space: nowrap; max-width: 14rem; overflow: hidden; text-overflow: ellipsis; }
        .matrix thead th { vertical-align: bottom; }
        .matrix thead th div { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 11rem; overflow: hidden; text-overflow: ellipsis; margin: 0 auto; }
        .matrix .corner { white-space: nowrap; font-weight: 400; }
        .matrix .dark { color: #ffffff; } .matrix .zero { color: var(--soft); opacity: .6; } .matrix .total { color: var(--soft); text-align: right; }
        .matrix .own { outline: 1px solid var(--soft); outline-offset: -1px; }
        .cases { padding-left: 1.9rem; } .cases li { padding: .55rem 0 .55rem .4rem; border-bottom: 1px solid var(--line); } .cases li::marker { color: var(--soft); font-size: .85rem; }
        .quote { margin: 0; max-width: none; unicode-bidi: plaintext; } .facts { margin: .2rem 0 0; font-size: .85rem; max-width: none; }
        .facts span { margin-right: 1.1rem; } .facts .holds { color: var(--green); font-weight: 600; } .facts .found { color: var(--red); font-weight: 600; }
        pre { background: var(--panel); border-radius: 8px; padding: .8rem 1rem; white-space: pre-wrap; font-size: .85rem; }
        li { margin: .2rem 0; }
        @media print {
          :root { --back: #ffffff; --panel: #f5f7fa; --ink: #000000; --soft: #444444; --line: #cccccc; --blue: #0072b2; --green: #009e73; --orange: #e08a00; --red: #b64400; --tint: #fff6e5; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          body { max-width: none; padding: 0; font-size: 10.5pt; } nav { display: none; } .scroll { overflow: visible; } h2 { break-after: avoid; } tr, li, .beside figure, .tile { break-inside: avoid; }
        }
        """;
}
