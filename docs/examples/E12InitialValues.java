import module io.katsuo.network;

/** 12. Why initial values matter: what goes through five layers of sigmoids, with weights of four sizes. */
void main() {
    var x = Tensor.randn(new Rng(1), 1000, 100);
    var t = Targets.of(IntStream.range(0, 1000).map(i -> i % 10).toArray());

    // @start region="network"
    var initializers = new LinkedHashMap<String, Initializer>();
    initializers.put("1", Initializer.normal(1));
    initializers.put("0.01", Initializer.normal(0.01));
    initializers.put("Xavier", Initializer.XAVIER);
    initializers.put("He", Initializer.HE);

    initializers.forEach((name, initializer) -> {
        var builder = Network.builder(100, 1).initializer(initializer);
        for (int i = 0; i < 5; i++) {
            builder.affine(100).sigmoid();
        }
        var statistics = LayerStatistics.of(builder.affine(10).softmaxWithLoss(), x, t);
        IO.println(name);
        for (var layer : statistics.layers()) {
            if (layer.name().startsWith("sigmoid")) {
                IO.println("  %s: output %.3f ± %.4f, gradient ± %.1e".formatted(
                        layer.name(), layer.value().mean(), layer.value().std(), layer.gradient().std()));
            }
        }
    });
    // @end

    // @start region="table"
    var network = Network.builder(100, 1).affine(50).relu().affine(10).softmaxWithLoss();
    IO.print(LayerStatistics.of(network, x, t));
    // @end
}
