package io.roadgate.sensor.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.sensor.camera.CameraProto.CameraFrame;
import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.observation.ParticipantClass;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as the data set has them, made up for this test. */
class DairReaderTest {
    private static final long AT_US = DriverRig.START_NS / 1_000;

    @TempDir
    private Path directory;

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.replace('\'', '"'));
    }

    private void writeSet() throws IOException {
        write(
                "data_info.json",
                "[{'image_path':'image/000008.jpg','image_timestamp':'" + (AT_US + 100_000) + "',"
                        + "'calib_virtuallidar_to_world_path':'calib/virtuallidar_to_world/000008.json',"
                        + "'label_camera_std_path':'label/camera/000008.json'},"
                        + "{'image_path':'image/000007.jpg','image_timestamp':'" + AT_US + "'}]");
        // A quarter turn to the left: x of the lidar is north, y is west.
        String world =
                "{'rotation':[[0,-1,0],[1,0,0],[0,0,1]],'translation':[[1000.0],[2000.0],[20.0]],'relative_error':{}}";
        write("calib/virtuallidar_to_world/000007.json", world);
        write("calib/virtuallidar_to_world/000008.json", world);
        write(
                "label/camera/000007.json",
                "[{'type':'Car','truncated_state':1,'occluded_state':2,"
                        + "'2d_box':{'xmin':1,'ymin':2,'xmax':3,'ymax':4},'3d_dimensions':{'h':1.5,'w':1.8,'l':4.4},"
                        + "'3d_location':{'x':30,'y':-5,'z':-1.5},'rotation':0},"
                        + "{'type':'Tricyclist','3d_dimensions':{'h':'1.5','w':'1.1','l':'2.4'},"
                        + "'3d_location':{'x':'10','y':'2','z':'0'},'rotation':'1.5707963267948966'}]");
        write("label/camera/000008.json", "[{'type':'Trafficcone','3d_location':{'x':1,'y':2,'z':3}}]");
    }

    @Test
    void shouldTellTheSetAsOneOfOurCameras() throws IOException {
        writeSet();
        List<CameraFrame> frames = new DairReader(directory, 990, 1_990).read();
        assertThat(frames).extracting(CameraFrame::getFrameNumber).containsExactly(1, 2);
        assertThat(frames.get(0).getCapturedAtNs()).isEqualTo(DriverRig.START_NS);
        assertThat(frames.get(0).getObjects(0).getOcclusion()).isEqualTo(1f);
        assertThat(frames.get(0).getObjects(0).getTruncation()).isEqualTo(0.5f);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (CameraFrame frame : frames) {
            frame.writeDelimitedTo(out);
        }
        DriverRig rig = DriverRig.of(DriverKind.CAMERA).feed(out.toByteArray());
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.observations).hasSize(3);
        assertThat(rig.sink.observations.get(0).participantClass()).isEqualTo(ParticipantClass.CAR);
        assertThat(rig.sink.observations.get(0).eastM()).isEqualTo(15);
        assertThat(rig.sink.observations.get(0).northM()).isEqualTo(40);
        assertThat(rig.sink.observations.get(0).headingRad()).isCloseTo(0f, within(1e-6f));
        assertThat(rig.sink.observations.get(0).lengthM()).isEqualTo(4.4f);
        assertThat(rig.sink.observations.get(1).participantClass()).isEqualTo(ParticipantClass.TRICYCLE);
        assertThat(rig.sink.observations.get(1).eastM()).isEqualTo(8);
        // To the left of north is west.
        assertThat(rig.sink.observations.get(1).headingRad()).isCloseTo((float) (1.5 * Math.PI), within(1e-5f));
        assertThat(rig.sink.observations.get(2).participantClass()).isEqualTo(ParticipantClass.CONE);
    }

    @Test
    void shouldNameTheFileThatIsWrong() throws IOException {
        DairReader reader = new DairReader(directory, 0, 0);
        assertThatThrownBy(reader::read).isInstanceOf(IOException.class).hasMessageContaining("data_info.json");
        writeSet();
        write("label/camera/000007.json", "{}");
        assertThatThrownBy(reader::read).hasMessageContaining("000007.json: must be a list");
        write("label/camera/000007.json", "[{");
        assertThatThrownBy(reader::read).hasMessageContaining("000007.json");
        write("calib/virtuallidar_to_world/000007.json", "{'rotation':[[1,2],[3]]}");
        assertThatThrownBy(reader::read).hasMessageContaining("rotation must be 3 x 3");
    }
}
