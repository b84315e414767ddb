package io.mindstream.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.mindstream.model.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeDeviceTest {
    @Test
    void devicesAreNamedAsTorchNamesThem() {
        assertThat(ComputeDevice.named("cpu", () -> 0).device()).isEqualTo(Device.cpu());
        assertThat(ComputeDevice.named("cuda", () -> 1)).isEqualTo(new ComputeDevice("cuda:0"));
        assertThat(ComputeDevice.named("cuda:1", () -> 2).device()).isEqualTo(Device.gpu(1));
    }

    @Test
    void aDeviceThatIsNotThereIsAnErrorThatSaysWhatToDo() {
        assertThatThrownBy(() -> ComputeDevice.named("cuda:1", () -> 1))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("MINDSTREAM_DEVICE: 'cuda:1': 1 CUDA devices are found")
                .hasMessageContaining("-Pcuda");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "cuda:", "cuda:x", "CPU"})
    void whatIsNoDeviceIsAnError(String name) {
        assertThatThrownBy(() -> ComputeDevice.named(name, () -> 8))
                .hasMessage("MINDSTREAM_DEVICE: '" + name + "' is none of cpu, cuda and cuda:N");
    }
}
