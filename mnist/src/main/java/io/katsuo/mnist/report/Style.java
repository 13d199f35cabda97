package io.katsuo.mnist.report;

/** The style sheet of the page. */
final class Style {
    static final String CSS = """
            :root { color-scheme: light dark; --ink: #1f2328; --faint: #59636e; --paper: #ffffff; --card: #f3f5f7;
              --line: #d8dee4; --good: 24, 100, 171; --bad: 217, 72, 15; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --faint: #9198a1; --paper: #0d1117;
              --card: #161c24; --line: #303843; --good: 116, 192, 252; --bad: 255, 169, 77; } }
            * { box-sizing: border-box; }
            body { font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, sans-serif; color: var(--ink);
              background: var(--paper); max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
            h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
            p { margin: .5rem 0; } .note { color: var(--faint); font-size: .875rem; }
            .warning { border-left: .3rem solid rgb(var(--bad)); background: var(--card); padding: .75rem 1rem; }
            .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin: 1rem 0; }
            .figures div { background: var(--card); border-radius: .5rem; padding: .6rem .9rem; }
            dt { color: var(--faint); font-size: .8rem; } dd { margin: 0; font-size: 1.35rem; font-weight: 600; }
            .curves img { width: 100%; height: auto; display: block; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            .confusion { font-size: .85rem; margin: .5rem 0; }
            .confusion th, .confusion td { padding: .3rem .25rem; text-align: right; min-width: 2.7rem; }
            .confusion th { color: var(--faint); font-weight: 500; }
            .confusion td.hit { font-weight: 600; } .confusion .zero { color: var(--faint); }
            .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: .75rem; }
            .grid figure { margin: 0; background: var(--card); border-radius: .5rem; padding: .5rem; }
            figcaption { font-size: .75rem; line-height: 1.3; color: var(--faint); } figcaption b { color: var(--ink); font-size: .875rem; }
            .digit { width: 100%; max-width: 8rem; display: block; margin: 0 auto; image-rendering: pixelated; }
            @media (prefers-color-scheme: dark) { .digit { filter: invert(1); } }
            .scores { width: 100%; height: 3.4rem; display: block; } .scores text { font-size: 9px; fill: var(--faint); }
            .scores rect { fill: rgb(var(--good)); } .scores .wrong { fill: rgb(var(--bad)); }
            .weights { display: grid; grid-template-columns: repeat(auto-fill, minmax(4.5rem, 1fr)); gap: .4rem; }
            .weights img { width: 100%; image-rendering: pixelated; background: var(--card); border-radius: .25rem; display: block; }
            .layers { font-size: .8rem; margin: .75rem 0; } .layers td, .layers th { padding: .2rem .5rem; text-align: right; white-space: nowrap; }
            .layers th { color: var(--faint); font-weight: 500; } .layers th:first-child { text-align: left; }
            .facts th { text-align: left; font-weight: 500; color: var(--faint); padding: .15rem 1rem .15rem 0; vertical-align: top;
              overflow-wrap: normal; }
            .facts td { padding: .15rem 0; vertical-align: top; }
            pre { background: var(--card); border-radius: .5rem; padding: .75rem 1rem; white-space: pre-wrap; font-size: .85rem; }
            @media (max-width: 36rem) { h1 { font-size: 1.35rem; } .confusion { font-size: .68rem; }
              .confusion th, .confusion td { padding: .25rem .1rem; min-width: 1.72rem; }
              .grid { grid-template-columns: repeat(auto-fill, minmax(7rem, 1fr)); } }
            """;

    private Style() {}
}
