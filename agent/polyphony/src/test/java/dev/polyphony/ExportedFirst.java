package dev.polyphony;

import dev.polyphony.tools.anytoany.AnyToAnyModel;
import dev.polyphony.tools.anytoany.exported.Hardware;
import dev.polyphony.tools.device.ModelPool;
import dev.polyphony.tools.local.LocalSettings;
import dev.polyphony.tools.local.LocalTools;
import java.nio.file.Path;
import java.util.List;

/** The program that {@link SharedDevicesTest} starts: loads an exported model before anything else of the process runs a network. */
final class ExportedFirst {
    private ExportedFirst() {}

    public static void main(String... args) throws InterruptedException {
        LocalSettings settings = LocalSettings.defaults().withDevice("cpu");
        try (ModelPool devices = settings.pool();
                AnyToAnyModel model = AnyToAnyModel.in(Path.of(args[0]), Hardware.on(devices));
                LocalTools tools = LocalTools.available(settings, devices)) {
            model.pipeline();
            int exported = devices.on("cpu").size();
            int numbers = tools.embedder().embed(List.of("a horse on a beach")).get(0).length;
            tools.warmUp(Runnable::run);
            boolean all = devices.on("cpu").contains("nanodet-g.onnx");
            System.out.printf("exported %d, numbers %d, all %s%n", exported, numbers, all);
        }
    }
}
