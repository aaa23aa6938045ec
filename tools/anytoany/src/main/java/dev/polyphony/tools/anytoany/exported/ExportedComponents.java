package dev.polyphony.tools.anytoany.exported;

import dev.polyphony.tools.anytoany.pipeline.Registry;
import dev.polyphony.tools.anytoany.tokens.ExportedTokenizer;

/**
 * The component types of models that {@code docker/export} writes: tokenizers {@code pieces}; layouts {@code nextgpt}, {@code
 * template}; encoders {@code imagebind}, {@code vision}; input projectors {@code linear}, {@code net}, {@code by-modality}; language models {@code
 * decoder-net}, {@code read-and-write}; output projectors {@code text-fc}, {@code net}.
 */
public final class ExportedComponents {
    private ExportedComponents() {}

    /** Adds the types to a registry and returns it. */
    public static Registry addTo(Registry registry, Hardware hardware) {
        return registry.tokenizer("pieces", ExportedTokenizer::new)
                .layout("nextgpt", (spec, tokenizer) -> new NextGptLayout(spec.layout(), tokenizer))
                .layout("template", (spec, tokenizer) -> new TemplateLayout(spec.layout(), tokenizer))
                .encoder("imagebind", (bundle, part) -> new ImageBindEncoder(bundle, part, hardware))
                .encoder("vision", (bundle, part) -> new VisionEncoder(bundle, part, hardware))
                .input("linear", LinearProjector::new)
                .input("by-modality", (bundle, part) -> new ByModality(bundle, part, hardware))
                .input("net", (bundle, part) -> new NetProjectors.Input(bundle, part, hardware))
                .language("decoder-net", (bundle, part) -> new ExportedLanguage(bundle, part, hardware))
                .language("read-and-write", (bundle, part) -> new ReadAndWrite(bundle, part, hardware))
                .output("text-fc", (bundle, modality, part) -> new TextFc(bundle, part))
                .output("net", (bundle, modality, part) -> new NetProjectors.Output(bundle, part, hardware));
    }
}
